using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>The clock of one tenant or of the whole server. Tokens, active keys, expiry and the times in responses follow it.</summary>
public sealed class ClockControl
{
    private readonly ControlApiClient _client;
    private readonly string _path;

    internal ClockControl(ControlApiClient client, string path) => (_client, _path) = (client, $"{path}/clock");

    public Task<ClockState> ReadAsync(CancellationToken cancellationToken = default) => _client.GetAsync(_path, WireJson.Default.ClockState, cancellationToken);

    /// <summary>Sets the clock. A running clock continues from there; a frozen one stays there.</summary>
    public Task<ClockState> SetAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _client.PutAsync(_path, new ClockInstant(now), WireJson.Default.ClockInstant, WireJson.Default.ClockState, cancellationToken);

    /// <summary>Advances the clock. A negative value moves it back.</summary>
    public Task<ClockState> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        _client.PostAsync($"{_path}/advance", new ClockSpan(by), WireJson.Default.ClockSpan, WireJson.Default.ClockState, cancellationToken);

    /// <summary>Stops the clock.</summary>
    public Task<ClockState> FreezeAsync(CancellationToken cancellationToken = default) => PostAsync("freeze", cancellationToken);

    /// <summary>Lets a frozen clock run again from the time it shows.</summary>
    public Task<ClockState> ResumeAsync(CancellationToken cancellationToken = default) => PostAsync("resume", cancellationToken);

    /// <summary>Removes the setting. A tenant then follows the server's clock, and the server follows the machine's.</summary>
    public Task<ClockState> ForgetAsync(CancellationToken cancellationToken = default) =>
        _client.ReadAsync(HttpMethod.Delete, _path, body: null, WireJson.Default.ClockState, cancellationToken);

    private Task<ClockState> PostAsync(string what, CancellationToken cancellationToken) =>
        _client.ReadAsync(HttpMethod.Post, $"{_path}/{what}", body: null, WireJson.Default.ClockState, cancellationToken);
}

/// <summary>The state of a clock at the time of the request.</summary>
public sealed record ClockState
{
    public required DateTimeOffset Now { get; init; }

    public required bool Frozen { get; init; }

    /// <summary>The offset from the clock that it follows; null while it is frozen.</summary>
    public required TimeSpan? Shift { get; init; }
}

internal sealed record ClockInstant(DateTimeOffset Now);

internal sealed record ClockSpan(TimeSpan By);
