import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded } from '../ui/states.js';
import { usePlain, usePlainSend } from './frame.js';
import { type CustomerRequest, type CustomerWindow, useChooseWindow, useCustomerWindows } from './queries.js';

interface TimeChoiceProps {
  request: CustomerRequest;
  token: string;
}

/** The customer chooses when somebody comes, or another time than what was promised. */
export function TimeChoice({ request, token }: TimeChoiceProps) {
  const texts = useTexts();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const [booked, setBooked] = useState<CustomerWindow>();
  const zone = request.timeZone;
  const spoken = ({ from, to }: CustomerWindow) =>
    texts.customer.window(format.day(from, zone), format.time(from, zone), format.time(to, zone));
  const done = (window: CustomerWindow) => {
    setBooked(window);
    setIsOpen(false);
  };
  return (
    <section className="panel">
      {booked && (
        <p role="status" className="note good">
          {texts.customer.booked(spoken(booked))}
        </p>
      )}
      {isOpen ? (
        <Windows zone={zone} token={token} onBooked={done} />
      ) : (
        <button className={request.promised ? undefined : 'primary'} onClick={() => setIsOpen(true)}>
          {request.promised ? texts.customer.changeTime : texts.customer.chooseTime}
        </button>
      )}
    </section>
  );
}

interface WindowsProps {
  zone: string;
  token: string;
  onBooked: (window: CustomerWindow) => void;
}

function Windows({ zone, token, onBooked }: WindowsProps) {
  const texts = useTexts();
  const format = useFormat();
  const plain = usePlain();
  const { data, error, refetch } = useCustomerWindows(token);
  // Dispatch's own words are for those who plan: to the customer the time is simply gone.
  const choose = usePlainSend(useChooseWindow(token), 'gone');
  return (
    <Loaded
      query={{ data, error: plain(error), refetch }}
      isEmpty={(windows) => windows.length === 0}
      empty={texts.customer.noTimes}
    >
      {(windows) => (
        <div className="times">
          <SendForm
            send={choose}
            submit={texts.customer.book}
            onDone={onBooked}
            wish={({ text: field }) => windows.find(({ from }) => from === field('window'))}
          >
            <h2>{texts.customer.chooseTime}</h2>
            {[...Map.groupBy(windows, ({ from }) => format.day(from, zone))].map(([day, ofDay]) => (
              <fieldset key={day}>
                <legend>{day}</legend>
                {ofDay.map(({ from, to }) => (
                  <label key={from} className="choice">
                    <input type="radio" name="window" value={from} required />
                    {format.time(from, zone)} – {format.time(to, zone)}
                  </label>
                ))}
              </fieldset>
            ))}
          </SendForm>
        </div>
      )}
    </Loaded>
  );
}
