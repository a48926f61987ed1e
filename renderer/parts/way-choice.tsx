import { Radio, Stack } from '@mantine/core';
import { type CutoverWay, cutoverWays } from '../../shared/cutover';
import { wayWords } from '../../shared/words/cutover';

type Props = {
  readonly label: string;
  readonly way: CutoverWay;
  readonly onWay: (way: CutoverWay) => void;
};

/** Whether this program does it, or a person. */
export function WayChoice({ label, way, onWay }: Props) {
  const choose = (value: string): void => {
    const chosen = cutoverWays.find((each) => each === value);
    if (chosen) onWay(chosen);
  };
  return (
    <Radio.Group label={label} value={way} onChange={choose} mb="md">
      <Stack gap={6} mt={6}>
        {cutoverWays.map((each) => (
          <Radio key={each} value={each} label={wayWords[each]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
