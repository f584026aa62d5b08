import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Schemas } from '../api/client.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { Loading } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { CustomerFrame, RefusedPage, usePlainSend } from './frame.js';
import type { CameFrom } from './link-page.js';
import { PhotoField } from './photo-field.js';
import { mostPhotos, type Photo } from './photos.js';
import { type CodedAsset, type CodeReport, sendAll, useCodedAsset, useReportByCode } from './queries.js';
import { WishedTimes, wishedOf } from './wished-times.js';

/** Opened by the QR code of an asset: whoever stands before it reports what is wrong, without signing in. */
export default function ReportPage() {
  const texts = useTexts();
  const { code = '' } = useParams();
  const { data: asset, error, refetch } = useCodedAsset(code);
  const [reported, setReported] = useState<Joined>();
  useTitle(texts.customer.reportTitle);
  return (
    <CustomerFrame>
      {!reported && error && !asset && <RefusedPage problem={error} retry={() => void refetch()} />}
      {!reported && !error && !asset && <Loading />}
      {!reported && asset && <ReportForm asset={asset} code={code} onReported={setReported} />}
      {reported && <JoinedNote joined={reported} />}
    </CustomerFrame>
  );
}

/** A report that was added to one that is open. It has no link: the code alone must not show when somebody comes to whom. So its photos cannot be sent. */
interface Joined {
  number: string;
  hasPhotos: boolean;
}

function JoinedNote({ joined: { number, hasPhotos } }: { joined: Joined }) {
  const texts = useTexts();
  return (
    <div role="status" className={hasPhotos ? 'note warn' : 'note good'}>
      <p>{texts.customer.known(number)}</p>
      {hasPhotos && <p>{texts.customer.photosNotAdded(number)}</p>}
    </div>
  );
}

interface ReportFormProps {
  asset: CodedAsset;
  code: string;
  onReported: (joined: Joined) => void;
}

function ReportForm({ asset, code, onReported }: ReportFormProps) {
  const texts = useTexts();
  const navigate = useNavigate();
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const report = useReportByCode(code);
  const send = usePlainSend(report);
  const done = async (reported: Schemas['ReportedByCode']) => {
    const { token, number } = reported;
    if (!token) return onReported({ number, hasPhotos: photos.length > 0 });
    // The report counts; photos that do not get through can be added on the page of the link.
    const lost = await sendAll(token, photos).catch(() => true);
    const came: CameFrom = { reported: true, photosLost: lost === true };
    await navigate(`/l#${token}`, { replace: true, state: came });
  };
  const wish = (values: FormValues): CodeReport => {
    const [name = '', phone, email] = ['name', 'phone', 'email'].map(values.text);
    const windows = wishedOf(values, asset);
    return {
      problem: values.text('problem') ?? '',
      contact: { name, ...(phone && { phone }), ...(email && { email }) },
      ...(windows.length > 0 && { windows }),
    };
  };
  return (
    <section className="panel">
      <h1>{texts.customer.reportTitle}</h1>
      <AssetFacts asset={asset} />
      <SendForm send={send} submit={texts.customer.sendReport} onDone={(answer) => void done(answer)} wish={wish}>
        <Field label={texts.customer.problem} hint={texts.customer.problemHint} name="problem" problem={report.error}>
          <textarea name="problem" rows={3} maxLength={4000} required />
        </Field>
        <PhotoField photos={photos} most={mostPhotos} onChange={setPhotos} />
        <Field label={texts.customer.contactName} name="contact.name" problem={report.error}>
          <input name="name" autoComplete="name" maxLength={120} required />
        </Field>
        <div className="pair">
          <Field
            label={texts.customer.phone}
            hint={texts.customer.oneOfBoth}
            name="contact.phone"
            problem={report.error}
          >
            <input name="phone" type="tel" autoComplete="tel" maxLength={40} />
          </Field>
          <Field label={texts.customer.email} name="contact.email" problem={report.error}>
            <input name="email" type="email" autoComplete="email" maxLength={254} />
          </Field>
        </div>
        <WishedTimes asset={asset} />
      </SendForm>
    </section>
  );
}

function AssetFacts({ asset }: { asset: CodedAsset }) {
  const texts = useTexts();
  const pick = usePick();
  const product = pick({ en: asset.productEn, zh: asset.productZh });
  const category = pick({ en: asset.categoryEn, zh: asset.categoryZh });
  return (
    <p>
      <strong>{product}</strong> {category !== product && <> · {category}</>}
      {asset.serialEnding && <small>{texts.customer.serial(asset.serialEnding)}</small>}
    </p>
  );
}
