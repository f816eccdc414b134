using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Experiments.Power;

namespace EmergentMisalignment.Cli.Json;

/// <summary>How often an effect is seen, or how small a one is.</summary>
/// <param name="Assumptions">What is taken for granted.</param>
/// <param name="Source">Where that is from; null where it is only stated.</param>
/// <param name="Questions">Questions in the set.</param>
/// <param name="Power">By seeds and samples; null where a budget was given.</param>
/// <param name="Visible">By seeds; null where none was.</param>
internal sealed record PowerAnswer(PowerAssumptions Assumptions, string? Source, int Questions, IReadOnlyList<PowerCell>? Power, IReadOnlyList<VisibleRate>? Visible)
{
    /// <summary>Seeds by seeds, samples ascending within them.</summary>
    public static PowerAnswer Of(PowerRequest request) => new(
        request.Assumptions,
        request.Source,
        request.Questions,
        [.. request.Seeds.SelectMany(seeds => request.Samples, (seeds, samples) => new PowerCell(
            seeds, samples, PowerSimulation.SmallestP(seeds), PowerSimulation.Power(request.Assumptions, seeds, Answers(samples, request))))],
        Visible: null);

    /// <param name="request">Without samples: the budget decides on them.</param>
    /// <param name="budget">Answers for both conditions.</param>
    /// <param name="power">The share of sweeps that should see it.</param>
    public static PowerAnswer Of(PowerRequest request, int budget, double power) => new(
        request.Assumptions, request.Source, request.Questions, Power: null, [.. request.Seeds.Select(seeds => Visibles(request, seeds, budget / (2 * seeds * request.Questions), power))]);

    private static VisibleRate Visibles(PowerRequest request, int seeds, int samples, double power) => new(
        seeds, samples, PowerSimulation.SmallestP(seeds), samples == 0 ? null : PowerSimulation.SmallestVisible(request.Assumptions, seeds, Answers(samples, request), power));

    private static int Answers(int samples, PowerRequest request) => (int)Math.Min(int.MaxValue / 2, (long)samples * request.Questions);
}
