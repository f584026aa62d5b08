import { useTexts } from '../../texts/text-context.js';

const names = ['history', 'mean', 'band', 'likely', 'onHand', 'expected'] as const;

/** What each colour and stroke means. */
export function ChartLegend() {
  const { itemLocations: texts } = useTexts();
  return (
    <ul className="legend">
      {names.map((name) => (
        <li key={name} className={name}>
          {texts.legend[name]}
        </li>
      ))}
    </ul>
  );
}
