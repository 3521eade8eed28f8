namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>What is wrong with a snapshot, and where.</summary>
/// <param name="Path">From where one looks: <c>[0].kid</c>.</param>
internal sealed record SnapshotError(string Path, string Message)
{
    /// <summary>The same, seen from further outside.</summary>
    public SnapshotError WithPathPrefix(string path) => this with { Path = path + Path };
}

/// <summary>What was read, or why it cannot be.</summary>
internal readonly record struct Reading<T>(T? Value, SnapshotError? Fault)
    where T : class
{
    public static implicit operator Reading<T>(T value) => new(value, Fault: null);

    public static implicit operator Reading<T>(SnapshotError fault) => new(Value: null, fault);

    public Reading<TNext> Then<TNext>(Func<T, Reading<TNext>> next)
        where TNext : class => Fault is { } fault ? fault : next(Value!);

    /// <summary>The same, seen from further outside.</summary>
    public Reading<T> Within(string path) => this with { Fault = Fault?.WithPathPrefix(path) };
}

/// <summary>For lists, which convert to nothing by themselves.</summary>
internal static class Reading
{
    /// <summary>Each of them, or the first that cannot be read.</summary>
    public static Reading<IReadOnlyList<TOut>> Each<TIn, TOut>(IEnumerable<TIn?> items, Func<TIn, Reading<TOut>> read)
        where TIn : class
        where TOut : class
    {
        var all = new List<TOut>();
        foreach (var item in items)
        {
            var one = item is null ? new SnapshotError("", "It is null.") : read(item);
            if (one.Fault is { } fault)
                return fault.WithPathPrefix($"[{all.Count}]");
            all.Add(one.Value!);
        }

        return new Reading<IReadOnlyList<TOut>>(all, Fault: null);
    }
}
