/** Conditions under which the W3C feed validator finds nothing: no errors, no warnings. */
export interface FeedRules {
  /** What each XPath selects breaks the rule that is its name. */
  readonly none: Readonly<Record<string, string>>;
  /** Every text that an XPath selects matches. */
  readonly all: readonly (readonly [path: string, pattern: RegExp])[];
}

const URI = /^[a-zA-Z][0-9a-zA-Z+\-.]*:(\/\/)?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+$/;
const TAG =
  /^tag:([a-z0-9\-._]+?@)?[a-z0-9.-]+?,\d{4}(-\d{2}(-\d{2})?)?:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]*(#[a-z]*)?$/;
const RFC_822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (199\d|20\d\d) \d\d:\d\d:\d\d GMT$/;
const RFC_3339 = /^(199\d|20\d\d)-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*)?(Z|[+-]\d\d:\d\d)$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;
const ABSOLUTE_REFERENCES =
  /^(?!.*<(a|img|audio|video|source|blockquote)\b[^>]*\s(href|src|poster|cite)=["']?(?!["']?\w+:))/su;
const ONE_LINE = /^\S([^\n\r]*\S)?$/;
const NOT_BLANK = /\S/;
const TRIMMED = /^\S([\s\S]*\S)?$/;
/** What the validator accepts once it has percent-encoded what is not ASCII. */
const IRI = /^[a-zA-Z][0-9a-zA-Z+\-.]*:(\/\/)?([0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]|[^\p{ASCII}\p{C}\p{Z}])+$/u;

/** What the validator calls the namespaces that our feeds declare; it warns of any other, and of another prefix. */
export const KNOWN_NAMESPACES: Readonly<Record<string, string>> = {
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  media: "http://search.yahoo.com/mrss/",
};

/** For RSS 2.0, after the RSS Board's profile. */
export const RSS_RULES: FeedRules = {
  none: {
    "version 2.0": "/*[not(self::rss[@version='2.0'][count(channel)=1][count(*)=1])]",
    "a channel has one title, link and description":
      "//channel[count(title)!=1 or count(link)!=1 or count(description)!=1]",
    "a channel has one self link with its type":
      "//channel[count(atom:link[@rel='self'][@type='application/rss+xml'])!=1]",
    "what may stand once does":
      "//channel/*[not(self::item or self::atom:link)][name()=name(preceding-sibling::*)]",
    "known channel elements":
      "//channel/*[not(self::title or self::link or self::description or self::language or self::lastBuildDate or self::docs or self::generator or self::ttl or self::image or self::copyright or self::atom:link or self::item)]",
    "no channel element after an item": "//item/following-sibling::*[not(self::item)]",
    "an image has the channel's title and link":
      "//image[count(*)!=3 or not(url) or title!=../title or link!=../link]",
    "an item has one title, link and guid": "//item[count(title)!=1 or count(link)!=1 or count(guid)!=1]",
    "an item repeats no other": "//item[guid=preceding-sibling::item/guid]",
    "at most one date, description and content":
      "//item[count(pubDate)>1 or count(description)>1 or count(content:encoded)>1 or count(atom:updated)>1 or count(dc:source)>1 or count(dc:language)>1 or count(dc:identifier)>1]",
    "a guid that is not the link says so": "//guid[not(@isPermaLink='false') and .!=../link]",
    "a description before the content":
      "//content:encoded[not(preceding-sibling::description[normalize-space()])]",
    "known item elements":
      "//item/*[not(self::title or self::link or self::guid or self::pubDate or self::description or self::category or self::content:encoded or self::dc:creator or self::dc:contributor or self::dc:source or self::dc:language or self::dc:identifier or self::atom:link or self::atom:updated or self::media:content)]",
    "no empty element": "//*[not(*) and not(@*) and not(normalize-space())]",
    "registered relations":
      "//atom:link[not(@rel='self' or @rel='hub' or @rel='first' or @rel='next' or @rel='via')]",
  },
  all: [
    ["//link|//docs|//url|//@href|//category/@domain|//media:content/@url", URI],
    ["//guid[not(../dc:identifier)]|//dc:identifier", TAG],
    ["//guid", TRIMMED],
    ["//pubDate|//lastBuildDate", RFC_822],
    ["//atom:updated", RFC_3339],
    ["//language|//dc:language", LANGUAGE],
    ["//ttl", /^[1-9]\d*$/],
    ["//image/url", /\.(jpe?g|gif|png)$/],
    ["//title|//category|//dc:creator|//dc:contributor|//dc:source", ONE_LINE],
    ["//description|//copyright|//generator", NOT_BLANK],
    ["//item/description|//content:encoded", ABSOLUTE_REFERENCES],
  ],
};

/** For Atom 1.0. */
export const ATOM_RULES: FeedRules = {
  none: {
    "a feed has one id, title and update":
      "/*[not(self::atom:feed) or count(atom:id)!=1 or count(atom:title)!=1 or count(atom:updated)!=1]",
    "a feed has an author": "/atom:feed[not(atom:author)]",
    "a feed has a language": "/atom:feed[not(@xml:lang)]",
    "a feed has one self link with its type":
      "/atom:feed[count(atom:link[@rel='self'][@type='application/atom+xml'])!=1]",
    "known feed elements":
      "/atom:feed/*[not(self::atom:id or self::atom:title or self::atom:updated or self::atom:generator or self::atom:author or self::atom:link or self::atom:subtitle or self::atom:logo or self::atom:rights or self::atom:entry)]",
    "no feed element after an entry": "//atom:entry/following-sibling::*[not(self::atom:entry)]",
    "an entry has one id, title and update":
      "//atom:entry[count(atom:id)!=1 or count(atom:title)!=1 or count(atom:updated)!=1]",
    "an entry has an author": "//atom:entry[not(atom:author)]",
    "an entry has one alternate": "//atom:entry[count(atom:link[@rel='alternate'])!=1]",
    "an entry has a summary or content": "//atom:entry[not(atom:summary or atom:content)]",
    "an entry repeats no other": "//atom:entry[atom:id=preceding-sibling::atom:entry/atom:id]",
    "at most one summary, content and publication":
      "//atom:entry[count(atom:summary)>1 or count(atom:content)>1 or count(atom:published)>1 or count(dc:source)>1 or count(dc:identifier)>1]",
    "known entry elements":
      "//atom:entry/*[not(self::atom:id or self::atom:title or self::atom:updated or self::atom:published or self::atom:author or self::atom:contributor or self::atom:link or self::atom:category or self::atom:summary or self::atom:content or self::dc:source or self::dc:identifier or self::media:content)]",
    "a person has a name": "//atom:author[count(atom:name)!=1]|//atom:contributor[count(atom:name)!=1]",
    "texts have their type":
      "(//atom:title|//atom:subtitle|//atom:summary|//atom:rights)[not(@type='text')]|//atom:content[not(@type='html')]",
    "no empty element":
      "//*[not(*) and not(normalize-space()) and not(self::atom:link or self::atom:category or self::media:content)]",
    "a category has a term and a label":
      "//atom:category[not(normalize-space(@term)) or not(normalize-space(@label))]",
    "registered relations":
      "//atom:link[not(@rel='self' or @rel='alternate' or @rel='hub' or @rel='first' or @rel='next' or @rel='via')]",
  },
  all: [
    ["//@href|//@scheme|//@url|//atom:uri|//atom:logo", URI],
    ["//atom:feed/atom:id|//atom:entry[not(dc:identifier)]/atom:id", TAG],
    ["//atom:entry/atom:id", IRI],
    ["//atom:updated|//atom:published", RFC_3339],
    ["//@xml:lang", LANGUAGE],
    ["//atom:title|//atom:name|//dc:source|//atom:category/@label", ONE_LINE],
    ["//atom:summary|//atom:content|//atom:rights|//atom:subtitle", NOT_BLANK],
    ["//atom:content", ABSOLUTE_REFERENCES],
  ],
};
