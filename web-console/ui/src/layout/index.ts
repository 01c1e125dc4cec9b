export { Dialog, Kbd, Menu, Seg, Tabs, type Choice, type MenuItem } from './controls';
export { ErrorBoundary } from './ErrorBoundary';
export { GridTable, type Column, type GridTableProps } from './GridTable';
export { announce, confirmDialog, toast } from './notices';
export { Panel, type PanelProps } from './Panel';
export { worst, type PanelState } from './PanelState';
export { useRoving, type Roving } from './roving';
export { Splitter } from './Splitter';
