import { useLocation } from 'react-router';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Loading } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { CommentForm } from './comment-form.js';
import { CustomerFrame, RefusedPage } from './frame.js';
import { type CustomerRequest, isFinal, useCustomerRequest } from './queries.js';
import { Satisfaction } from './satisfaction.js';
import { MorePhotos } from './more-photos.js';
import { TimeChoice } from './time-choice.js';

/** A customer's own request, opened by a link. Its token stands behind the `#`: browsers send that to no server and no log has it. */
export default function LinkPage() {
  const texts = useTexts();
  const { hash, state } = useLocation();
  const token = hash.slice(1);
  const { data: request, error, refetch } = useCustomerRequest(token);
  useTitle(request ? texts.customer.report(request.number) : texts.customer.agent.title);
  const isShown = request !== undefined && !isFinal(error);
  return (
    <CustomerFrame>
      {error && <RefusedPage problem={error} retry={() => void refetch()} />}
      {!error && !request && <Loading />}
      {isShown && <JustReported came={state as CameFrom | null} number={request.number} />}
      {isShown && <RequestOfLink request={request} token={token} />}
    </CustomerFrame>
  );
}

/** What the page of a report tells this one. */
export interface CameFrom {
  reported: true;
  photosLost: boolean;
}

function JustReported({ came, number }: { came: CameFrom | null; number: string }) {
  const texts = useTexts();
  if (!came?.reported) return null;
  return (
    <p role="status" className={came.photosLost ? 'note warn' : 'note good'}>
      {texts.customer.arrived(number)} {came.photosLost && texts.customer.photosLost}
    </p>
  );
}

const awaited = new Set<CustomerRequest['state']>(['accepted', 'planned', 'on_the_way', 'there']);

function RequestOfLink({ request, token }: { request: CustomerRequest; token: string }) {
  const texts = useTexts();
  const [title, text] = texts.customer.state[request.state];
  const isOpen = request.state !== 'closed' && request.state !== 'cancelled';
  return (
    <>
      <section className="panel">
        <Facts request={request} />
        <h1>{title}</h1>
        <p>{text}</p>
        {awaited.has(request.state) && <When request={request} />}
      </section>
      {request.mayChooseTime && <TimeChoice request={request} token={token} />}
      <Satisfaction request={request} token={token} />
      {isOpen && <CommentForm token={token} />}
      {isOpen && <MorePhotos token={token} most={request.photosLeft} />}
    </>
  );
}

function Facts({ request }: { request: CustomerRequest }) {
  const texts = useTexts();
  const pick = usePick();
  const format = useFormat();
  return (
    <p className="muted">
      {texts.customer.report(request.number)} · {pick({ en: request.productEn, zh: request.productZh })} ·{' '}
      {texts.customer.reported} {format.dateTime(request.reportedAt, request.timeZone)}
    </p>
  );
}

function When({ request }: { request: CustomerRequest }) {
  const texts = useTexts();
  const format = useFormat();
  const { promised, eta, arrivalCode, siteName, timeZone } = request;
  return (
    <dl className="facts">
      {promised && (
        <>
          <dt>{texts.customer.comes}</dt>
          <dd className="when">
            {texts.customer.window(
              format.day(promised.from, timeZone),
              format.time(promised.from, timeZone),
              format.time(promised.to, timeZone),
            )}
          </dd>
        </>
      )}
      {eta && (
        <>
          <dt>{texts.customer.eta}</dt>
          <dd className="when">{format.time(eta, timeZone)}</dd>
        </>
      )}
      {arrivalCode && (
        <>
          <dt>{texts.customer.arrivalCode}</dt>
          <dd>
            <span className="when">{arrivalCode}</span>
            <small>{texts.customer.arrivalCodeHint}</small>
          </dd>
        </>
      )}
      {siteName && (
        <>
          <dt>{texts.customer.servedBy}</dt>
          <dd>{siteName}</dd>
        </>
      )}
    </dl>
  );
}
