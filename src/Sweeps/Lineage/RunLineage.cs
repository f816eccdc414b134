using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Sweeps.Lineage;

/// <summary>What a run of a sweep is computed from, with the key of each part.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Spec">Its specification.</param>
/// <param name="Run">The run.</param>
/// <param name="DatasetSha256">The training file's hash; null while it is not made, or where there is none.</param>
/// <param name="Steps">Checkpoints that were kept, of a sweep that asks them.</param>
public sealed record RunLineage(string Sweep, SweepSpec Spec, Run Run, string? DatasetSha256, IReadOnlyList<int> Steps)
{
    /// <summary>The key of the training rows' recipe; null where nothing is trained or shown.</summary>
    public string? DatasetKey => Run.Dataset?.Key;

    public JsonObject? DatasetDocument => Run.Dataset?.ToJson();

    /// <summary>The name of what answers; null while its training file is not made.</summary>
    public string? ModelKey => Run.Dataset is null ? Run.Base : DatasetSha256 is { } sha256 ? Run.ModelKey(sha256) : null;

    /// <summary>A base goes by its name, which is no hash of anything.</summary>
    public JsonObject? ModelDocument => Run.Dataset is null ? new JsonObject { ["base"] = Run.Base } : DatasetSha256 is { } sha256 ? Run.ModelDocument(sha256) : null;

    /// <summary>Its cells, those of checkpoints last; none while the model has no name.</summary>
    public IEnumerable<PlannedCell> Cells() => ModelKey is { } model
        ? CellPlanner.Cells(Spec, Run, model).Concat(Steps.SelectMany(step => CellPlanner.CheckpointCells(Spec, Run, model, step)))
        : [];
}
