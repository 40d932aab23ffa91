/** Numbers as https://prometheus.io/docs/specs/om/open_metrics_spec/ has them. */
export interface Metric {
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}

export function openMetrics(metrics: readonly Metric[]): string {
  return `${metrics.map(family).join('')}# EOF\n`;
}

function family({ name, type, help, samples }: Metric): string {
  const suffix = type === 'counter' ? '_total' : '';
  const lines = samples.map(({ labels, value }) => `${name}${suffix}${labelsOf(labels)} ${value}\n`);
  return `# TYPE ${name} ${type}\n# HELP ${name} ${help}\n${lines.join('')}`;
}

function labelsOf(labels: Record<string, string>): string {
  const written = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return written.length === 0 ? '' : `{${written.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
