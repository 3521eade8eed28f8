namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Loggers of a provider that is made for the first line that passes the filters: whoever asks the API first does not wait for it. Scopes
/// are the factory's until then.
/// </summary>
/// <param name="showsScopes">Whether they are begun at the provider's logger around each line; else nobody would see them.</param>
internal sealed class LateLoggers(Func<ILoggerProvider> make, bool showsScopes) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lazy<ILoggerProvider> _provider = new(make);
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => new LateLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = showsScopes ? scopeProvider : null;

    public void Dispose()
    {
        if (_provider.IsValueCreated)
            _provider.Value.Dispose();
    }

    private sealed class LateLogger(LateLoggers loggers, string category) : ILogger
    {
        private readonly Lazy<ILogger> _logger = new(() => loggers._provider.Value.CreateLogger(category));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (loggers._scopes is not { } scopes)
            {
                _logger.Value.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            var begun = new Stack<IDisposable?>();
            try
            {
                scopes.ForEachScope((scope, all) => all.Push(_logger.Value.BeginScope(scope!)), begun);
                _logger.Value.Log(logLevel, eventId, state, exception, formatter);
            }
            finally
            {
                while (begun.TryPop(out var scope))
                    scope?.Dispose();
            }
        }
    }
}
