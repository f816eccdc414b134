namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Keeps the most recently used values by name; each is made once, by the first caller, while the others wait for it.</summary>
internal sealed class RecentlyUsed<T>(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Name, Lazy<T> Value)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Name, Lazy<T> Value)> _order = new();

    /// <summary>A value whose making failed is forgotten, so that the next caller tries again.</summary>
    public T GetOrMake(string name, Func<string, T> make)
    {
        Lazy<T> value;
        lock (_gate)
        {
            if (_nodes.TryGetValue(name, out var node)) _order.Remove(node);
            else _nodes[name] = node = new((name, new(() => make(name))));
            _order.AddFirst(node);
            value = node.Value.Value;
            if (_order.Count > capacity) Remove(_order.Last!);
        }
        try
        {
            return value.Value;
        }
        catch
        {
            Forget(candidate => candidate == name);
            throw;
        }
    }

    public void Forget(Predicate<string> names)
    {
        lock (_gate)
        {
            foreach (var node in _nodes.Values.Where(node => names(node.Value.Name)).ToList()) Remove(node);
        }
    }

    private void Remove(LinkedListNode<(string Name, Lazy<T> Value)> node)
    {
        _order.Remove(node);
        _nodes.Remove(node.Value.Name);
    }
}
