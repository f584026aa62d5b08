import type { ReactNode } from 'react';
import { type Asked, Loaded } from '../ui/states.js';

interface OrderSectionProps<T> {
  title: string;
  query: Asked<T>;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
}

/** A part of what is known of an order, under its heading: one that is missing would say that there is nothing, also while it is read or cannot be. */
export function OrderSection<T>({ title, ...loaded }: OrderSectionProps<T>) {
  return (
    <section>
      <h3>{title}</h3>
      <Loaded {...loaded} />
    </section>
  );
}
