using System.Reflection;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Console;
using EmergentMisalignment.Contracts;
using EmergentMisalignment.Coordinator;
using EmergentMisalignment.DatasetService;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.FineTuneService;
using EmergentMisalignment.JudgeService;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.PetriDish;
using EmergentMisalignment.Reports;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.Sweeps;

namespace EmergentMisalignment.Unit.Architecture;

/// <summary>The rooms, and which others each may know. Arrows point down only.</summary>
internal static class House
{
    private static readonly string[] Ground = ["Experiments", "Contracts"];
    private static readonly string[] Floor = [.. Ground, "Ledger", "Artifacts", "Sweeps", "ModelClients", "ServiceDefaults"];

    public static IReadOnlyDictionary<string, Assembly> Rooms { get; } = new[]
    {
        typeof(SweepSpec), typeof(QueueNames), typeof(Slots), typeof(IArtifactStore), typeof(SweepRegistry), typeof(IModelEndpoint), typeof(ReportWriter), typeof(AnswerFinder), typeof(ServiceDefaultsExtensions),
        typeof(CoordinatorExtensions), typeof(DatasetServiceExtensions), typeof(FineTuneServiceExtensions), typeof(SamplingWorkerExtensions), typeof(JudgeServiceExtensions),
        typeof(ConsoleExtensions), typeof(PetriDishServer), typeof(ReuseSummary),
    }.ToDictionary(type => type.Namespace!.Split('.')[1], type => type.Assembly);

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> MayKnow { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["Experiments"] = [],
        ["Contracts"] = [],
        ["Ledger"] = Ground,
        ["Artifacts"] = Ground,
        ["ModelClients"] = Ground,
        ["Sweeps"] = [.. Ground, "Ledger", "Artifacts", "ModelClients"],
        ["Reports"] = [.. Ground, "Ledger", "Artifacts", "Sweeps"],
        ["Answers"] = ["Experiments", "Ledger", "Artifacts", "Sweeps"],
        ["ServiceDefaults"] = ["Contracts"],
        ["Coordinator"] = Floor,
        ["DatasetService"] = Floor,
        ["FineTuneService"] = Floor,
        ["SamplingWorker"] = Floor,
        ["JudgeService"] = Floor,
        ["Console"] = [.. Floor, "Reports", "Answers"],
        ["PetriDish"] = ["ServiceDefaults"],
        ["Cli"] = [.. Floor, "Reports", "Coordinator", "DatasetService", "FineTuneService", "SamplingWorker", "JudgeService", "Console", "PetriDish"],
    };
}
