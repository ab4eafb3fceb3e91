/** What is used of `rss-finder`, which ships no types. */
declare module "rss-finder" {
  export default function rssFinder(address: string): Promise<{
    readonly site: { readonly title: string | null; readonly favicon: string | null };
    readonly feedUrls: readonly { readonly title: string | null; readonly url: string }[];
  }>;
}
