/** A refusal from the server, with the texts it wrote for a person (RFC 9457). */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    readonly title: string,
    readonly detail = '',
    readonly operationStatus = '',
    /** Field alias → messages. */
    readonly errors: Readonly<Record<string, string[]>> = {},
  ) {
    super(detail ? `${title} ${detail}` : title);
    this.name = 'ApiError';
  }

  get isSignedOut() {
    return this.status === 401;
  }

  get isConflict() {
    return this.status === 409;
  }

  get isInvalid() {
    return this.status === 422;
  }

  /** Reads an answer that is not 2xx; a body that is no problem+json (a proxy's page, say) gives no texts. */
  static async from(response: Response): Promise<ApiError> {
    const body: unknown = await response.json().catch(() => null);
    const problem = isRecord(body) ? body : {};
    return new ApiError(
      response.status,
      text(problem.title),
      text(problem.detail),
      text(problem.operationStatus),
      isRecord(problem.errors) ? messages(problem.errors) : {},
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const messages = (errors: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(errors).map(([alias, value]) => [
      alias,
      (Array.isArray(value) ? value : [value]).filter((message): message is string => typeof message === 'string'),
    ]),
  );
