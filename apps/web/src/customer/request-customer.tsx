import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ProblemNote } from '../ui/states.js';
import type { ServiceRequest } from '../requests/queries.js';
import { useFiles, useLinks, useMakeLink, useNotices, useRevokeLink, useSaid } from './agent-queries.js';
import { LabelDialog } from './label-dialog.js';

/** For the agent, at a request: the link for its customer, the label of the asset, and what the customer has said. */
export function RequestCustomer({ request }: { request: ServiceRequest }) {
  const texts = useTexts();
  const [hasLabel, setHasLabel] = useState(false);
  const make = useMakeLink(request.id);
  const token = make.data?.token;
  return (
    <section>
      <h3>{texts.customer.agent.title}</h3>
      <Said request={request} />
      <div className="actions">
        <button disabled={make.isPending} onClick={() => make.mutate(undefined)}>
          {texts.customer.agent.make}
        </button>
        <button onClick={() => setHasLabel(true)}>{texts.customer.agent.label}</button>
      </div>
      {make.error && <ProblemNote problem={make.error} />}
      {token && <NewLink url={`${location.origin}/l#${token}`} />}
      <Links request={request} />
      <Notices request={request} />
      {hasLabel && <LabelDialog assetId={request.assetId} onClose={() => setHasLabel(false)} />}
    </section>
  );
}

function NewLink({ url }: { url: string }) {
  const texts = useTexts();
  return (
    <div className="note good">
      <strong>{texts.customer.agent.link}</strong>
      <code className="secret">{url}</code>
      <div className="actions">
        <button onClick={() => void navigator.clipboard?.writeText(url)}>{texts.customer.agent.copy}</button>
        <a className="button" href={url} target="_blank" rel="noreferrer">
          {texts.customer.agent.opens}
        </a>
      </div>
    </div>
  );
}

function Links({ request }: { request: ServiceRequest }) {
  const texts = useTexts();
  const format = useFormat();
  const { data: links = [] } = useLinks(request.id);
  const revoke = useRevokeLink(request.id);
  const [asked, setAsked] = useState<string>();
  if (links.length === 0) return null;
  return (
    <ul className="plain rows">
      {links.map(({ id, createdBy, createdAt, revokedAt }) => (
        <li key={id}>
          {texts.customer.agent.made(createdBy)}, {format.dateTime(createdAt, request.place.timeZone)}{' '}
          {revokedAt ? (
            texts.customer.agent.revoked
          ) : (
            <button onClick={() => setAsked(id)}>{texts.customer.agent.revoke}</button>
          )}
          {asked === id && (
            <ConfirmDialog
              title={texts.requests.revokeLink}
              submit={texts.customer.agent.revoke}
              send={revoke}
              wish={id}
              onClose={() => setAsked(undefined)}
            >
              <p>{texts.requests.revokeLinkNote}</p>
            </ConfirmDialog>
          )}
        </li>
      ))}
    </ul>
  );
}

function Notices({ request }: { request: ServiceRequest }) {
  const texts = useTexts();
  const format = useFormat();
  const { data: notices = [] } = useNotices(request.id);
  if (notices.length === 0) return null;
  const { told, noticeState } = texts.customer.agent;
  return (
    <details>
      <summary>{told}</summary>
      <ul className="plain rows">
        {notices.map(({ id, subject, state, createdAt, sentAt, error }) => (
          <li key={id}>
            {subject}
            <small>
              {noticeState[state]}, {format.dateTime(sentAt ?? createdAt, request.place.timeZone)} {error}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Said({ request }: { request: ServiceRequest }) {
  const texts = useTexts();
  const format = useFormat();
  const { data: said } = useSaid(request.id);
  const { data: files = [] } = useFiles(request.id);
  return (
    <>
      {said?.reporter && (
        <p>
          {texts.customer.agent.reporter}: {said.reporter}
        </p>
      )}
      {said?.comments.map(({ seq, at, text }) => (
        <blockquote key={seq}>
          {text}
          <small>
            {texts.customer.agent.said}, {format.dateTime(at, request.place.timeZone)}
          </small>
        </blockquote>
      ))}
      {files.length > 0 && (
        <p>
          {texts.customer.agent.files}:{' '}
          {files.map(({ id, name }) => (
            <a key={id} href={`/api/v1/requests/${request.id}/attachments/${id}`} download={name}>
              {name}{' '}
            </a>
          ))}
        </p>
      )}
    </>
  );
}
