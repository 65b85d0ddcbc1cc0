// import("help:en"): the pages for crews, docs/crews.*.md, as help.mjs reads them.
declare module "help:*" {
  export type Piece = string | [tag: string, attributes: Record<string, string>, ...Piece[]];
  const page: Piece[];
  export default page;
}
