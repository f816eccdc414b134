using System.Reflection;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Saboteur;

/// <summary>A sampling worker's endpoints, one question of which ends the process at once: no handler runs, as when the kernel is out of memory.</summary>
internal sealed class TrappedEndpoints(IModelEndpoints endpoints, string trap) : IModelEndpoints
{
    public IReadOnlyCollection<string> Names => endpoints.Names;

    public IModelEndpoint Get(string name)
    {
        var trapped = DispatchProxy.Create<IModelEndpoint, TrappedEndpoint>();
        ((TrappedEndpoint)trapped).Set(endpoints.Get(name), trap);
        return trapped;
    }

    /// <summary>Open to inheritance because <see cref="DispatchProxy"/> works that way.</summary>
    public class TrappedEndpoint : DispatchProxy
    {
        private IModelEndpoint? _endpoint;
        private string _trap = "";

        internal void Set(IModelEndpoint endpoint, string trap) => (_endpoint, _trap) = (endpoint, trap);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (args is [ChatCall call, ..] && call.Messages.Any(message => message.Content.Contains(_trap, StringComparison.Ordinal)))
                Environment.FailFast("The trap was sprung.");

            return targetMethod!.Invoke(_endpoint, args);
        }
    }
}
