/** `<metric-filter>`: shows only the metrics of the role chosen, and says how many they are. */
class MetricFilter extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    this.addEventListener('change', this.apply);
  }

  disconnectedCallback(): void {
    this.removeEventListener('change', this.apply);
  }

  private readonly apply = (): void => {
    const role = this.querySelector('select')?.value ?? '';
    const metrics = [...document.querySelectorAll<HTMLElement>('.metric')];
    for (const metric of metrics) metric.hidden = role !== '' && !metric.dataset['roles']?.split(' ').includes(role);
    for (const group of document.querySelectorAll<HTMLElement>('[data-metric-group]')) {
      group.hidden = !group.querySelector('.metric:not([hidden])');
    }
    const output = this.querySelector('output');
    if (output) output.value = `${metrics.filter(({ hidden }) => !hidden).length} of ${metrics.length} metrics`;
  };
}

customElements.define('metric-filter', MetricFilter);
