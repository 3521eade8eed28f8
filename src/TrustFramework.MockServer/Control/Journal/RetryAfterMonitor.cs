using System.Globalization;
using TrustFramework.MockServer.Control.Journal.Export;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// Detects clients that repeat a request before the <c>Retry-After</c> of its last response has passed. It uses the server's clock, because a
/// client waits by its own clock and not by the tenant's. Not thread-safe: the journal calls it under its lock.
/// </summary>
internal sealed class RetryAfterMonitor
{
    private const int MaxWindows = 4096;

    private readonly Dictionary<RequestKey, RetryWindow> _windows = [];

    /// <summary>Returns a warning if the request came too early, and remembers the <c>Retry-After</c> of its response.</summary>
    /// <param name="receivedAt">When the request was received.</param>
    /// <param name="completedAt">When the response was complete.</param>
    public string? Check(JournalEntry entry, DateTimeOffset receivedAt, DateTimeOffset completedAt)
    {
        var key = new RequestKey(entry.Tenant, entry.Details.Client, entry.Method, entry.Path);
        // A request that was received before the earlier response was complete is not a repetition.
        var window = _windows.TryGetValue(key, out var last) && receivedAt >= last.From ? last : null;
        if (GetRetryAfter(entry, completedAt) is { } until)
            Add(key, new RetryWindow(completedAt, until));
        else if (window is not null)
            _windows.Remove(key);
        return window is not null && receivedAt < window.Until
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Repeated {(window.Until - receivedAt).TotalSeconds:0.###} s too early: the Retry-After header of the last response requested a delay of {(window.Until - window.From).TotalSeconds:0.###} s.")
            : null;
    }

    public void Clear(TenantId scope)
    {
        foreach (var key in _windows.Keys.Where(key => scope == TenantId.Global || key.Tenant == scope).ToList())
            _windows.Remove(key);
    }

    /// <summary>Returns null when the response has no valid <c>Retry-After</c> header.</summary>
    private static DateTimeOffset? GetRetryAfter(JournalEntry entry, DateTimeOffset completedAt)
    {
        var value = JournalEntryFormatter.FindHeader(entry.ResponseHeaders, "Retry-After");
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return completedAt.AddSeconds(seconds);
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    /// <summary>At the limit, removes windows that have ended, or else the window that ends first.</summary>
    private void Add(RequestKey key, RetryWindow window)
    {
        if (_windows.Count >= MaxWindows)
        {
            foreach (var ended in _windows.Where(pair => pair.Value.Until <= window.From).Select(pair => pair.Key).ToList())
                _windows.Remove(ended);
            if (_windows.Count >= MaxWindows)
                _windows.Remove(_windows.MinBy(pair => pair.Value.Until).Key);
        }

        _windows[key] = window;
    }

    private sealed record RequestKey(TenantId Tenant, string? Client, string Method, string Path);

    private sealed record RetryWindow(DateTimeOffset From, DateTimeOffset Until);
}
