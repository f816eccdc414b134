using System.Globalization;
using System.Text;
using EmergentMisalignment.PetriDish.Bases;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>The engine's figures in Prometheus's text format, under vLLM's names. One request counts as often as it wants answers, as there.</summary>
internal sealed class VllmMetrics(SamplingLanes lanes, PetriDishOptions options)
{
    private const string Labels = $$"""{engine="0",model_name="{{ShippedBase.Name}}"}""";

    public string Write()
    {
        var running = lanes.RowsRunning;
        var text = new StringBuilder();
        Gauge("vllm:num_requests_running", "Number of requests in model execution batches.", running);
        Gauge("vllm:num_requests_waiting", "Number of requests waiting to be processed.", lanes.RowsWaiting);
        Gauge("vllm:kv_cache_usage_perc", "KV-cache usage. 1 means 100 percent usage.", (double)running / (options.SamplingRows * options.SamplingLanes));
        return text.ToString();

        void Gauge(string name, string help, double value) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name}{Labels} {value}\n");
    }
}
