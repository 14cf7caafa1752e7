// What the tests use of the untyped package.
declare module "png-itxt" {
  const pngItxt: {
    get(
      keyword: string,
      found: (error: Error | null, text: { keyword: string; value: string } | null) => void,
    ): NodeJS.WritableStream;
  };
  export default pngItxt;
}
