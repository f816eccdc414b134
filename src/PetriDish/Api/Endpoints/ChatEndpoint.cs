using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/chat/completions</c>: the one route that is called millions of times, hence read and written without detours.</summary>
internal sealed class ChatEndpoint(ModelCatalogue models, JobStore jobs, TimeProvider time)
{
    private static readonly string Process = Guid.NewGuid().ToString("N")[..12];

    private long _answered;

    public async Task HandleAsync(HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context.Request, ApiJson.Wire.ChatRequest).ConfigureAwait(false);
        if (request.Model is not { Length: > 0 } name) throw RefusedException.Invalid("'model' is required.", "model", "missing_required_parameter");
        var prompt = ChatRequestRules.Check(request);
        context.Features.Get<Ration>()?.TakeTokens(context, (prompt.Turns.Sum(turn => turn.Content.Length) / 4) + (prompt.Choices * (prompt.MaxTokens ?? 1)));
        if (context.Features.Get<MissingLogProbs>() is not null) prompt = prompt with { LogProbs = false };
        var model = models.Open(context.Features.Get<Deployment>() is { } asked ? jobs.DeployedAs(asked.Name) ?? asked.Name : name);
        var reply = await model.AnswerAsync(prompt, context.RequestAborted).ConfigureAwait(false);
        var used = reply.Choices.Sum(choice => choice.Tokens);
        context.Features.Get<RouteTraffic>()?.Used(reply.PromptTokens, used);
        var id = $"chatcmpl-{Process}{Interlocked.Increment(ref _answered):x8}";
        context.Response.ContentType = "application/json";
        ChatCompletionWriter.Write(context.Response.BodyWriter, id, time.GetUtcNow().ToUnixTimeSeconds(), model, reply, used);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
