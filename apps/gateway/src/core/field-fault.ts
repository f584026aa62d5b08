/** One field of an input that is wrong, and why. */
export interface FieldFault {
  field: string;
  message: string;
}
