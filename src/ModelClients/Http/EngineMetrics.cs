using System.Globalization;

namespace EmergentMisalignment.ModelClients.Http;

/// <summary>Reads an engine's load out of Prometheus's text format: one sample a line, <c>name{labels} value</c>.</summary>
internal static class EngineMetrics
{
    /// <returns>Null where the figures are not vLLM's.</returns>
    public static EngineLoad? Read(string text)
    {
        double? running = null, waiting = null, cache = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            switch (Parse(line))
            {
                // Several engines behind one address (data parallelism) have a sample each: their work adds up, and the fullest cache counts.
                case ("vllm:num_requests_running", var value):
                    running = (running ?? 0) + value;
                    break;
                case ("vllm:num_requests_waiting", var value):
                    waiting = (waiting ?? 0) + value;
                    break;
                case ("vllm:kv_cache_usage_perc" or "vllm:gpu_cache_usage_perc", var value):
                    cache = Math.Max(cache ?? 0, value);
                    break;
            }
        }

        return running is { } run && waiting is { } wait ? new EngineLoad((int)run, (int)wait, cache) : null;
    }

    private static (string Name, double Value) Parse(ReadOnlySpan<char> line)
    {
        // Only vLLM's samples are worth a string.
        if (!line.StartsWith("vllm:") || line.IndexOfAny('{', ' ') is not (> 0 and var end) || line.LastIndexOf(' ') is not (> 0 and var space))
            return default;
        return double.TryParse(line[(space + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? (line[..end].ToString(), value)
            : default;
    }
}
