// Replaces the XML parser `sax` in the Worker (an alias in `wrangler.toml`): `xml-js` imports it to read XML, and is
// used here to write XML only.
export {};
