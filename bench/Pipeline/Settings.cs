using System.Globalization;
using EmergentMisalignment.Cli.Local;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>
/// How hard the provider may be pressed, by whom, and the settings that say so. All else is as it comes: services ask for more calls than that, and their endpoint's queue
/// keeps them waiting.
/// </summary>
/// <remarks>
/// A judge call follows the answer it judges, so judging is the bottleneck and sampling only has to keep ahead. With 50 answers a call and two judge calls an answer, one
/// sampling call feeds 100 judge calls: 256 calls split 2.5 to 253.5 would end together if sampling need not come first. Two samplers with two calls each (at 200 ms 1,000
/// answers a second, where the judges' 252 calls take 630) fill the judges' queue at the start and end somewhat sooner; from then on 4 of 256 calls lie idle, for about a third
/// of the run, which costs 0.6 %. With one call each (500 a second) the judges would wait for the samplers all the time.
/// In one process there is no split: one queue for all, first come, first served.
/// </remarks>
internal static class Settings
{
    /// <summary>Concurrent calls in all, in every pipeline.</summary>
    public const int Limit = 256;

    public const int Samplers = 2;

    public const int Judges = 2;

    public const int CallsPerSampler = 2;

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
