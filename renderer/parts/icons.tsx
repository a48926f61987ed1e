import type { ReactNode } from 'react';

type IconProps = { readonly size?: number };

/** One style for all: 24 units, strokes of 1.75, round ends, the colour of the text around. Words stand beside them. */
function Drawing({ size = 20, children }: IconProps & { readonly children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

const dot = (cx: number, cy: number) => (
  <circle cx={cx} cy={cy} r={1.1} fill="currentColor" stroke="none" />
);
const ring = <circle cx={12} cy={12} r={8.75} />;

/** The server that the content leaves. */
export const SourceIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M20.5 12.5v6a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h15" />
    <path d="M11 9.5H5.5a2 2 0 0 1-2-2v-2a2 2 0 0 1 2-2H11" />
    <path d="m14.5 9.5 6-6M15.5 3.5h5v5" />
    {dot(7.2, 6.5)}
    {dot(7.2, 16.5)}
  </Drawing>
);
/** The server that the content comes to. */
export const TargetIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M20.5 14.5v4a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h11" />
    <path d="M11 9.5H5.5a2 2 0 0 1-2-2v-2a2 2 0 0 1 2-2H11" />
    <path d="m20.5 3.5-6 6M19.5 9.5h-5v-5" />
    {dot(7.2, 6.5)}
    {dot(7.2, 16.5)}
  </Drawing>
);
export const ArrowIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M4 12h16m-6-6 6 6-6 6" />
  </Drawing>
);
export const DoneIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="m8 12.3 2.8 2.8L16 9.6" />
  </Drawing>
);
export const WaitingIcon = (props: IconProps) => <Drawing {...props}>{ring}</Drawing>;
export const RunningIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="M12 7.5v5l3.2 1.8" />
  </Drawing>
);
export const AskingIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.7" />
    {dot(12, 16.6)}
  </Drawing>
);
export const FailedIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="m9 9 6 6m0-6-6 6" />
  </Drawing>
);
export const StoppedIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="M9.8 9v6m4.4-6v6" />
  </Drawing>
);
export const SkippedIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="M8 12h8" />
  </Drawing>
);
export const WarningIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M12 4 2.8 19.5h18.4z" />
    <path d="M12 10v4" />
    {dot(12, 16.8)}
  </Drawing>
);
export const InfoIcon = (props: IconProps) => (
  <Drawing {...props}>
    {ring}
    <path d="M12 11.2v5" />
    {dot(12, 7.8)}
  </Drawing>
);
/** What a person vouches for. */
export const PassedIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx={9} cy={7.5} r={3.6} />
    <path d="M2.8 20c.4-3.8 2.6-6 6.2-6 1.6 0 2.9.4 3.9 1.2" />
    <path d="m14.5 18 2.3 2.3 4.4-4.6" />
  </Drawing>
);
export const NoReturnIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M12 3.5v11m-4-4 4 4 4-4" />
    <path d="M4.5 20h15" />
  </Drawing>
);
export const FingerprintIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M5 9.5a7.5 7.5 0 0 1 14 1.5v3" />
    <path d="M4.5 15c.4-1 .5-2 .5-3m3.5 7.5c1-2 1.5-4.5 1.5-7a2 2 0 0 1 4 0c0 3.5-.5 6.5-1.5 8.5" />
    <path d="M17.5 16.5c-.2 1.5-.5 2.8-1 4" />
  </Drawing>
);
export const KeyIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx={8} cy={15.5} r={4.2} />
    <path d="m11 12.5 8.5-8.5M16 7.5l3 3" />
  </Drawing>
);
export const CopyIcon = (props: IconProps) => (
  <Drawing {...props}>
    <rect x={8.5} y={8.5} width={12} height={12} rx={2} />
    <path d="M5.5 15.5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2" />
  </Drawing>
);
export const EyeIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx={12} cy={12} r={2.8} />
  </Drawing>
);
export const FileIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M13.5 3.5H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9z" />
    <path d="M13.5 3.5V9H19" />
  </Drawing>
);
export const FolderIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M3.5 18.5v-12a2 2 0 0 1 2-2h4l2.5 3h6.5a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z" />
    <path d="M3.5 11.5h17" />
  </Drawing>
);
export const PrintIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M7 8.5v-5h10v5M7 17.5H5.5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H17" />
    <path d="M7 14h10v6.5H7z" />
  </Drawing>
);
export const CommandsIcon = (props: IconProps) => (
  <Drawing {...props}>
    <rect x={3} y={4.5} width={18} height={15} rx={2} />
    <path d="m7 9.5 3 2.5-3 2.5M12.5 15H17" />
  </Drawing>
);
export const PractiseIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M9.5 3.5h5M10.5 3.5v6L5 18.2a1.5 1.5 0 0 0 1.3 2.3h11.4a1.5 1.5 0 0 0 1.3-2.3L13.5 9.5v-6" />
    <path d="M8 15h8" />
  </Drawing>
);
export const HomeIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M3.5 11 12 4l8.5 7M6 9.2v9.3a1.5 1.5 0 0 0 1.5 1.5h9a1.5 1.5 0 0 0 1.5-1.5V9.2" />
  </Drawing>
);
