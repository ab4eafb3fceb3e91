/** What pages need besides themselves comes as bytes (a rule of wrangler.toml). */
declare module "*.css" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.svg" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.ico" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*.png" {
  const bytes: ArrayBuffer;
  export default bytes;
}
declare module "*/subscribe.js" {
  const bytes: ArrayBuffer;
  export default bytes;
}
