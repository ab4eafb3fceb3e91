// Stands in the Worker for the XML parser `sax` (an alias in `wrangler.toml`): `xml-js` imports it, for reading XML,
// and here only writes XML.
export {};
