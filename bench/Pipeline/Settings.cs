using System.Globalization;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>How hard the provider may be pressed, by whom, and the settings that say so. All else is as it comes.</summary>
/// <remarks>
/// A judge call follows the answer it judges, so judging is the bottleneck and sampling only has to keep ahead: with 50 answers a call and two judge calls an answer,
/// one sampling call feeds 100 judge calls. Two samplers with two calls each bring up to 1,000 answers a second at 200 ms where the judges' 252 calls take 630: sampling
/// ends at about two thirds of the run, and from then on 4 of 256 calls (1.6 %) lie idle. With one call each the samplers would be the bottleneck.
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

    public const int MaxN = 128;

    /// <summary>Shards × 16 calls must exceed the limit, or the limit is never reached; twice as many keep it reached while a shard ends.</summary>
    private const int JudgeShardsPerLimit = 8;

    public static IReadOnlyDictionary<string, string> Local(Uri petri) => new Dictionary<string, string>(Endpoint(petri, Limit))
    {
        ["SamplingWorker__Shards"] = "16",
        ["JudgeService__Shards"] = Text(Limit / JudgeShardsPerLimit),
    };

    public static IReadOnlyDictionary<string, string> Sampler(Uri petri) => new Dictionary<string, string>(Endpoint(petri, CallsPerSampler))
    {
        ["SamplingWorker__Pool"] = "petri-fixed",
        ["SamplingWorker__Shards"] = Text(2 * CallsPerSampler),
    };

    public static IReadOnlyDictionary<string, string> Judge(Uri petri) => new Dictionary<string, string>(Endpoint(petri, CallsPerJudge))
    {
        ["JudgeService__Shards"] = Text(CallsPerJudge / JudgeShardsPerLimit),
    };

    public static IReadOnlyDictionary<string, string> Endpoint(Uri petri, int calls)
    {
        var name = new SweepSpec { Name = "", Bases = [], Conditions = [], Questions = [] }.Endpoint;
        return new Dictionary<string, string>
        {
            [$"Endpoints__{name}__Kind"] = "Petri",
            [$"Endpoints__{name}__Url"] = new Uri(petri, "v1").ToString(),
            [$"Endpoints__{name}__MaxConcurrency"] = Text(calls),
            [$"Endpoints__{name}__MaxN"] = Text(MaxN),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
