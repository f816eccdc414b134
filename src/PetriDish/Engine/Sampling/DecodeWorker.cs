using System.Collections.Concurrent;
using EmergentMisalignment.PetriDish.Engine.Model;

namespace EmergentMisalignment.PetriDish.Engine.Sampling;

/// <summary>
/// One thread's share of a call: fills its slots from the queue, reads their prompts, then samples one token for each until they end. Its
/// buffers are kept for later calls of any model of the same shape.
/// </summary>
internal sealed unsafe class DecodeWorker(ModelShape shape)
{
    /// <summary>Sequences at once: enough rows for the matrix products, few enough that their caches stay near the processor.</summary>
    public const int Slots = 64;

    /// <summary>Fewer rows than this are not worth a second thread.</summary>
    public const int FewestRows = 8;

    private const int PromptRows = 256;
    private static readonly ConcurrentDictionary<ModelShape, ConcurrentBag<DecodeWorker>> Idle = new();

    private readonly KeyValueCache _promptCache = new(shape, Slots);
    private readonly KeyValueCache _answerCache = new(shape, Slots);
    private readonly DecodePass _decode = new(shape, Slots);
    private readonly ForwardPass _reading = new(shape, Math.Max(PromptRows, shape.Context));
    private readonly TokenChoice _choice = new(shape);
    private readonly DocumentPack _pack = new();
    private readonly Stack<int> _freePrompts = new(Enumerable.Range(0, Slots));
    private readonly Stack<int> _freeAnswers = new(Enumerable.Range(0, Slots));

    public static DecodeWorker Rent(ModelShape shape) => Idle.GetOrAdd(shape, _ => []).TryTake(out var worker) ? worker : new(shape);

    public void Return() => Idle[shape].Add(this);

    public void Run(PackedWeights weights, RequestQueue queue, int slots, CancellationToken cancellation)
    {
        var rows = new List<DecodeRow>(slots);
        _pack.Clear();
        try
        {
            while (true)
            {
                // Refilling a quarter at a time keeps prompts in packs worth their matrix products.
                if (slots - rows.Count >= Math.Max(1, slots / 4))
                {
                    var taken = queue.Take(slots - rows.Count);
                    if (taken.Count + rows.Count == 0)
                        return;
                    Start(weights, queue, taken, rows);
                }

                cancellation.ThrowIfCancellationRequested();
                _decode.Run(weights, _promptCache, _answerCache, rows);
                Advance(queue, rows);
            }
        }
        finally
        {
            foreach (var row in rows)
                Free(row);
            GC.KeepAlive(this);
        }
    }

    /// <summary>Reads the prompts of newly taken rows, as many as fit at once, and samples the first token of each row.</summary>
    private void Start(PackedWeights weights, RequestQueue queue, List<DecodeRow> taken, List<DecodeRow> rows)
    {
        var groups = new List<List<DecodeRow>>();
        foreach (var group in taken.GroupBy(row => row.Request.Prompt, PromptComparer.Instance))
        {
            if (_pack.Rows + group.Key.Length > _reading.Capacity)
                Read(weights, queue, groups, rows);
            _pack.AddPrompt(group.Key);
            groups.Add([.. group]);
        }

        Read(weights, queue, groups, rows);
    }

    private void Read(PackedWeights weights, RequestQueue queue, List<List<DecodeRow>> groups, List<DecodeRow> rows)
    {
        if (groups.Count == 0)
            return;
        _reading.Run(weights, _pack);
        for (var g = 0; g < groups.Count; g++)
        {
            var going = groups[g].FindAll(row => Choose(queue, row, _reading.Logits.Row(g)));
            if (going.Count > 0)
                Keep(_pack.Segments[g].FirstRow, going);
            rows.AddRange(going);
        }

        groups.Clear();
        _pack.Clear();
    }

    /// <summary>Gives rows of one prompt their slots, and the prompt its own.</summary>
    private void Keep(int firstRow, List<DecodeRow> rows)
    {
        var prompt = new SharedPrompt(rows[0].Request.Prompt) { Slot = _freePrompts.Pop(), Readers = rows.Count };
        for (var l = 0; l < shape.Layers; l++)
            _promptCache.Write(l, prompt.Slot, 0, _reading.Layers[l].KeyValue.Row(firstRow), prompt.Tokens.Length);
        foreach (var row in rows)
            (row.Prompt, row.Slot) = (prompt, _freeAnswers.Pop());
    }

    private void Advance(RequestQueue queue, List<DecodeRow> rows)
    {
        var going = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (Choose(queue, rows[i], _decode.Logits.Row(i)))
                rows[going++] = rows[i];
            else
                Free(rows[i]);
        }

        rows.RemoveRange(going, rows.Count - going);
    }

    private void Free(DecodeRow row)
    {
        _freeAnswers.Push(row.Slot);
        if (--row.Prompt.Readers == 0)
            _freePrompts.Push(row.Prompt.Slot);
    }

    /// <summary>Samples a row's next token; false when that ended the row.</summary>
    private bool Choose(RequestQueue queue, DecodeRow row, float* logits)
    {
        var request = row.Request;
        var token = _choice.Choose(logits, request, row.Tokens.Count);
        var stopped = request.StopTokens.Contains(token.Id);
        if (!stopped)
            row.Tokens.Add(token);
        if (!stopped && row.Tokens.Count < request.MaxNewTokens && row.Position < shape.Context)
            return true;
        queue.Complete(row, stopped);
        return false;
    }
}
