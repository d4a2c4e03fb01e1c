import type { ServiceView } from '#contract/service.ts';

/** A part of the page of service hours: what stands in the form, and how to change it. */
export type PartProps = Readonly<{ service: ServiceView; change: (more: Partial<ServiceView>) => void }>;
