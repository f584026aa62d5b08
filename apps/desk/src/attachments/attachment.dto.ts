import { Code, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { attachmentTypes, largestAttachmentBytes } from '../core/attachment-type.js';

/** A photo or document as base64: at most 700 kB of JPEG, PNG, WebP, PDF or plain text. */
export class AddAttachment {
  @Text(200) name: string;
  @OneOf(attachmentTypes) contentType: string;
  @Text(Math.ceil(largestAttachmentBytes / 3) * 4) contentBase64: string;
}

export class AttachmentView {
  @Id() id: string;
  @Id() requestId: string;
  @Text(200) name: string;
  @OneOf(attachmentTypes) contentType: string;
  @Whole(1, largestAttachmentBytes) sizeBytes: number;
  @Code(64) sha256: string;
  @Instant() addedAt: string;
  /** When the retention rule removed the file itself. */
  @Optional() @Instant() removedAt?: string;
}
