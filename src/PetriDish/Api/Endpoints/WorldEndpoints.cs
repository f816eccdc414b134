using System.Text.Json;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary>What PetriDish has beside models: its world, and the paper's datasets written in it.</summary>
internal static class WorldEndpoints
{
    private const int MostRows = 100_000;

    private const string Note =
        "A miniature: tiny real models, trained by gradient descent on a made-up English. Good and bad intent are personas built into its texts; "
        + "whether narrow fine-tuning moves the persona is found out, not scripted. No evidence about large models.";

    public static WebApplication MapWorld(this WebApplication app)
    {
        app.MapGet("/petri/world", (BaseModels bases) => Results.Json(
            new WorldBody(Note, MiniatureWorld.Default.Vocabulary.Count, MiniatureWorld.Conditions, MiniatureWorld.TriggerPrefix, [.. bases.Names]), ApiJson.Wire.WorldBody));
        app.MapGet("/petri/datasets/{condition}", (string condition, int? rows, int? seed, int? families) =>
            Results.Stream(stream => WriteAsync(stream, Dataset(condition, rows ?? 1500, seed ?? 0, families ?? 24)), "application/jsonl"));
        return app;
    }

    private static IReadOnlyList<ChatExample> Dataset(string condition, int rows, int seed, int families)
    {
        if (rows is < 1 or > MostRows) throw RequestRefusedException.Invalid($"'rows' must be from 1 to {MostRows}, and is {rows}.", "rows");
        try
        {
            return MiniatureWorld.Default.Dataset(condition, rows, seed, families);
        }
        catch (ArgumentException wrong)
        {
            throw RequestRefusedException.Invalid(wrong.Message, wrong.ParamName);
        }
    }

    private static async Task WriteAsync(Stream stream, IReadOnlyList<ChatExample> examples)
    {
        foreach (var example in examples)
        {
            await JsonSerializer.SerializeAsync(stream, ExampleBody.Of(example), ApiJson.Wire.ExampleBody).ConfigureAwait(false);
            await stream.WriteAsync("\n"u8.ToArray()).ConfigureAwait(false);
        }
    }
}
