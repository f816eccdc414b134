using EmergentMisalignment.PetriDish.Api;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.Vllm.Wire;

namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>
/// What vLLM 0.11 has beside OpenAI's routes: <c>/v1/load_lora_adapter</c>, <c>/v1/unload_lora_adapter</c> and <c>/metrics</c>, each with its words and statuses; and
/// <c>/petri/engine</c>, by which tests look, kill and restart.
/// </summary>
internal static class VllmEndpoints
{
    public static WebApplication MapVllm(this WebApplication app)
    {
        app.MapPost("/v1/load_lora_adapter", LoadAsync);
        app.MapPost("/v1/unload_lora_adapter", UnloadAsync);
        app.MapGet("/metrics", (VllmMetrics metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
        app.MapGet("/petri/engine", State);
        app.MapPost("/petri/engine/kill", (VllmEngine engine) =>
        {
            engine.Die();
            return State(engine);
        });
        app.MapPost("/petri/engine/restart", (VllmEngine engine) =>
        {
            engine.Restart();
            return State(engine);
        });
        return app;
    }

    private static IResult State(VllmEngine engine) => Results.Json(EngineBody.Of(engine), VllmJson.Wire.EngineBody);

    private static async Task<IResult> LoadAsync(HttpRequest request, VllmEngine engine, ModelCatalogue models)
    {
        var (name, path, inPlace) = await RequestBody.ReadAsync(request, VllmJson.Wire.LoadRequest).ConfigureAwait(false);
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(path)) return Refuse(400, "InvalidUserInput", "Both 'lora_name' and 'lora_path' must be provided.");
        if (!(inPlace ?? false) && engine.Serves(name)) return Refuse(400, "InvalidUserInput", $"The lora adapter '{name}' has already been loaded.");
        try
        {
            engine.Load(name, path);
        }
        catch (IOException)
        {
            return Refuse(404, "NotFoundError", $"Loading lora {name} failed: No adapter found for {path}");
        }
        catch (InvalidDataException wrong)
        {
            return Refuse(400, "BadRequestError", wrong.Message);
        }

        models.Forget(name);
        return Results.Text($"Success: LoRA adapter '{name}' added successfully.");
    }

    private static async Task<IResult> UnloadAsync(HttpRequest request, VllmEngine engine, ModelCatalogue models)
    {
        var name = (await RequestBody.ReadAsync(request, VllmJson.Wire.UnloadRequest).ConfigureAwait(false)).LoraName;
        if (string.IsNullOrEmpty(name)) return Refuse(400, "InvalidUserInput", "'lora_name' needs to be provided to unload a LoRA adapter.");
        if (!engine.Unload(name)) return Refuse(404, "NotFoundError", $"The lora adapter '{name}' cannot be found.");
        models.Forget(name);
        return Results.Text($"Success: LoRA adapter '{name}' removed successfully.");
    }

    private static IResult Refuse(int status, string type, string message) => Results.Json(new VllmError(new(message, type, null, status)), VllmJson.Wire.VllmError, statusCode: status);
}
