declare module 'mjml' {
  interface Result {
    readonly html: string;
    readonly errors: readonly { readonly message: string }[];
  }
  export default function mjml(source: string, options: Readonly<Record<string, unknown>>): Promise<Result>;
}
