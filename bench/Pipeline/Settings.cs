using System.Globalization;
using EmergentMisalignment.Cli.Local;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>
/// How hard the provider may be pressed, by whom, and the settings that say so. All else is as it comes: services ask for more calls than that, and their endpoint's queue
/// keeps them waiting.
/// </summary>
/// <remarks>
/// A judge call follows the answer it judges, so judging is the bottleneck and sampling only has to keep ahead. The questions have one to four wordings, a call samples one of
/// them: on average 20 answers, and two judge calls an answer make 40 judge calls to one sampling call. 256 calls split 6 to 250 would end together if sampling need not come
/// first; two samplers with four calls each (at 200 ms 800 answers a second, where the judges' 248 calls take 620) keep ahead and end somewhat sooner. From then on 8 of 256
/// calls lie idle, for about a quarter of the run: that costs 0.7 %. With 3 calls each (600 a second) the judges would wait for the samplers.
/// In one process there is no split: one queue for all, first come, first served.
/// </remarks>
internal static class Settings
{
    /// <summary>Concurrent calls in all, in every pipeline.</summary>
    public const int Limit = 256;

    public const int Samplers = 2;

    public const int Judges = 2;

    public const int CallsPerSampler = 4;

    public const int CallsPerJudge = (Limit - Samplers * CallsPerSampler) / Judges;

    public static IReadOnlyDictionary<string, string> Sampler(Uri petri) =>
        new Dictionary<string, string>(Endpoint(petri, CallsPerSampler)) { ["SamplingWorker__Pool"] = "petri-fixed" };

    public static IReadOnlyDictionary<string, string> Endpoint(Uri petri, int calls) => new Dictionary<string, string>
    {
        [$"Endpoints__{EndpointCheck.Embedded}__Kind"] = "Petri",
        [$"Endpoints__{EndpointCheck.Embedded}__Url"] = new Uri(petri, "v1").ToString(),
        [$"Endpoints__{EndpointCheck.Embedded}__MaxConcurrency"] = calls.ToString(CultureInfo.InvariantCulture),
    };
}
