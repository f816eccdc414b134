namespace EmergentMisalignment.AppHost.Models;

/// <summary>One server of models as the services are told of it. <paramref name="WaitFor"/> is the resource it is, when this app host starts it.</summary>
internal sealed record ModelServer(
    string Name,
    string Kind,
    ReferenceExpression? Url = null,
    IResourceBuilder<ParameterResource>? Key = null,
    IResourceBuilder<ProjectResource>? WaitFor = null);
