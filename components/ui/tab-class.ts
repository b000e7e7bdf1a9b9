/** The look of one tab; links that act as tabs wear it too. */
export const tabClass =
  "-mb-px border-b-2 border-transparent px-0.5 py-2 font-medium whitespace-nowrap text-ink-2 hover:text-ink " +
  "data-[state=active]:border-brand data-[state=active]:text-ink aria-[current=page]:border-brand aria-[current=page]:text-ink";
