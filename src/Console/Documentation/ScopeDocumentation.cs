using EmergentMisalignment.Console.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EmergentMisalignment.Console.Documentation;

/// <summary>Which scope each route wants, in the OpenAPI document.</summary>
internal static class ScopeDocumentation
{
    private const string Key = "api_key";

    public static OpenApiOptions AddScopes(this OpenApiOptions openApi) => openApi
        .AddDocumentTransformer((document, _, _) =>
        {
            document.AddComponent<IOpenApiSecurityScheme>(Key, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key; em keys create makes one. Where no key is configured nobody is asked, and only this machine is served. Scopes: read; submit, which holds it; admin, which holds both.",
            });
            return Task.CompletedTask;
        })
        .AddOperationTransformer((operation, context, _) =>
        {
            var scope = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().LastOrDefault() ?? Scopes.Read;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [scope] }];
            operation.Responses ??= [];
            operation.Responses.TryAdd("401", new OpenApiResponse { Description = "The API key is missing, wrong, expired or revoked." });
            operation.Responses.TryAdd("403", new OpenApiResponse { Description = $"The key has a lesser scope than {scope}." });
            return Task.CompletedTask;
        });
}
