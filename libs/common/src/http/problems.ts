/** The one table of what can go wrong for a caller: slug -> status and title in both languages (RFC 9457). */
export const problems = {
  'malformed-json': { status: 400, en: 'The body is not valid JSON', zh: '请求正文不是有效的 JSON' },
  'invalid-input': { status: 400, en: 'Some fields are not valid', zh: '部分字段无效' },
  'idempotency-key-missing': {
    status: 400,
    en: 'The Idempotency-Key header is missing',
    zh: '缺少 Idempotency-Key 请求头',
  },
  'not-signed-in': { status: 401, en: 'Sign in first', zh: '请先登录' },
  'wrong-credentials': { status: 401, en: 'Wrong name or password', zh: '用户名或密码错误' },
  forbidden: { status: 403, en: 'You may not do this', zh: '您无权执行此操作' },
  'not-found': { status: 404, en: 'Not found', zh: '未找到' },
  'link-unknown': { status: 404, en: 'This link is not valid', zh: '此链接无效' },
  'code-unknown': { status: 404, en: 'This code is not valid', zh: '此二维码无效' },
  'method-not-allowed': { status: 405, en: 'This method is not offered here', zh: '不支持此方法' },
  conflict: { status: 409, en: 'The present state does not allow this', zh: '当前状态不允许此操作' },
  'illegal-transition': {
    status: 409,
    en: 'This step is not possible in the present state',
    zh: '当前状态下不能执行此步骤',
  },
  'already-exists': { status: 409, en: 'It exists already', zh: '已存在' },
  'double-booking': { status: 409, en: 'The technician is booked at that time', zh: '该技术员在此时段已有安排' },
  'offer-taken': { status: 409, en: 'The order has been taken by another site', zh: '该订单已被其他站点接受' },
  'insufficient-stock': { status: 409, en: 'Not enough stock', zh: '库存不足' },
  'offer-expired': { status: 410, en: 'The offer has expired', zh: '派单已过期' },
  'hold-expired': { status: 410, en: 'The time is no longer kept', zh: '该时段已不再保留' },
  'link-expired': { status: 410, en: 'This link has expired', zh: '此链接已过期' },
  'link-revoked': { status: 410, en: 'This link was withdrawn', zh: '此链接已被撤回' },
  'already-answered': { status: 410, en: 'You have answered already', zh: '您已经答复过' },
  'stale-version': { status: 412, en: 'Somebody changed it meanwhile', zh: '内容已被他人修改' },
  'body-too-large': { status: 413, en: 'The body is too large', zh: '请求正文过大' },
  'unsupported-media-type': { status: 415, en: 'This content type is not accepted', zh: '不支持的内容类型' },
  'rule-broken': { status: 422, en: 'A rule does not allow this', zh: '违反业务规则' },
  'idempotency-key-reused': {
    status: 422,
    en: 'This Idempotency-Key was used for another request',
    zh: '该 Idempotency-Key 已用于其他请求',
  },
  'version-missing': { status: 428, en: 'Send the version you saw in If-Match', zh: '请在 If-Match 中提供所见版本' },
  'too-many-requests': { status: 429, en: 'Too many requests', zh: '请求过多' },
  'header-too-large': { status: 431, en: 'The request headers are too large', zh: '请求头过大' },
  internal: { status: 500, en: 'Something went wrong on our side', zh: '服务器内部错误' },
  'service-unavailable': { status: 503, en: 'The service is away for a moment', zh: '服务暂时不可用' },
  'request-timeout': { status: 408, en: 'The request took too long to arrive', zh: '请求超时' },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

export type ProblemSlug = keyof typeof problems;

export interface FieldError {
  /**
   * The whole path from the root of the body: `customer.address.place.timeZone`, `lines[2].quantity`, items counted from 0. A parameter of the query or
   * the address and a header (`Idempotency-Key`) stand under their own names.
   */
  field: string;
  message: string;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: FieldError[];
  correlationId?: string;
  [extension: string]: unknown;
}

/** What services throw: a slug of the table, one sentence with the value and what to do, and the fields at fault. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly slug: ProblemSlug,
    readonly detail?: string,
    readonly extra: { errors?: FieldError[]; retryAfterSeconds?: number; [extension: string]: unknown } = {},
  ) {
    super(detail ?? problems[slug].en);
    this.name = 'Problem';
    this.status = problems[slug].status;
  }

  /** The document that goes to the caller, in the caller's language. */
  document(acceptLanguage = 'en', correlationId?: string): ProblemDocument {
    const { retryAfterSeconds: _, ...extra } = this.extra;
    return {
      type: `/problems/${this.slug}`,
      title: problems[this.slug][prefersChinese(acceptLanguage) ? 'zh' : 'en'],
      status: this.status,
      ...(this.detail !== undefined && { detail: this.detail }),
      ...extra,
      ...(correlationId && { correlationId }),
    };
  }
}

export const sentenceOf = (errors: readonly FieldError[]) =>
  errors.map(({ field, message }) => `${field}: ${message}`).join('; ');

/** A problem of this kind because of one field, parameter or header. */
export const faultOf = (slug: ProblemSlug, field: string, message: string) =>
  new Problem(slug, sentenceOf([{ field, message }]), { errors: [{ field, message }] });

/** A field is at fault: 400 with its name. */
export const invalid = (field: string, message: string) => faultOf('invalid-input', field, message);

/** 404 that does not tell whether the thing exists for somebody else. */
export const notFound = (what: string, id: string) => new Problem('not-found', `there is no ${what} ${id}`);

function prefersChinese(acceptLanguage: string): boolean {
  const ranked = acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ tag, quality }) => /^(zh|en)/.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return ranked[0]?.tag.startsWith('zh') ?? false;
}
