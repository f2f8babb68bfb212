/** Something that cannot happen did. Shown with a report id instead of a stack trace. */
export class Bug extends Error {
  override readonly name = 'Bug';
}
