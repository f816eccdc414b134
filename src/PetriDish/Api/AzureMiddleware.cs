namespace EmergentMisalignment.PetriDish.Api;

/// <summary>
/// Azure OpenAI's face: its addresses and its header for the key, turned into the others before anything looks at them. A deployment is the model of its name, or the fine-tuned one whose suffix that is:
/// here nobody has to deploy it.
/// </summary>
internal sealed class AzureMiddleware(RequestDelegate next)
{
    private const string Root = "/openai";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Root, out var rest))
            return next(context);

        if (rest.Value?.Split('/') is ["", "deployments", var name, .. var path])
        {
            context.Features.Set(new Deployment(name));
            request.Path = $"/v1/{string.Join('/', path)}";
        }
        else
        {
            request.Path = $"/v1{rest}";
        }

        if (request.Headers.TryGetValue("api-key", out var key))
            request.Headers.Authorization = $"Bearer {key}";
        return next(context);
    }
}
