using Microsoft.Extensions.Primitives;

namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// A route table in parts: each is made when somebody first asks for what could be in it, and stands where it was told. The last part has
/// what the others have not, and with it come all: who asks for what is not there is told from all that is.
/// </summary>
internal sealed class LateRoutes : EndpointDataSource
{
    private readonly IEndpointRouteBuilder _app;
    private readonly List<Part> _parts = [];
    private readonly Lock _opening = new();
    private ConfigurationReloadToken _changed = new();

    public LateRoutes(IEndpointRouteBuilder app)
    {
        _app = app;
        app.DataSources.Add(this);
    }

    public override IReadOnlyList<Endpoint> Endpoints => [.. _parts.SelectMany(part => part.Made)];

    public override IChangeToken GetChangeToken() => _changed;

    /// <summary>Tells the next part, before anybody asks.</summary>
    /// <param name="roots">Where its addresses begin; what an earlier part's begin with too is that part's.</param>
    public void Map(string[] roots, Action<IEndpointRouteBuilder> routes) => _parts.Add(new Part(_app, roots, routes));

    /// <summary>To stand before routing, which then knows every route that could take the path.</summary>
    public void Use(IApplicationBuilder app) => app.Use(next => context =>
    {
        Open(context.Request.Path);
        return next(context);
    });

    /// <summary>For those who ask what is in it.</summary>
    public void Open() => Open(_parts);

    private void Open(PathString path)
    {
        foreach (var part in _parts)
        {
            if (!part.CouldTake(path))
                continue;
            if (!part.IsOpen)
                Open(part == _parts[^1] ? _parts : [part]);
            return;
        }
    }

    private void Open(IReadOnlyList<Part> parts)
    {
        lock (_opening)
        {
            var closed = parts.Where(part => !part.IsOpen).ToList();
            if (closed.Count == 0)
                return;
            foreach (var part in closed)
                part.Make();
            var before = _changed;
            _changed = new ConfigurationReloadToken();
            before.OnReload(); // routing has read them anew when this returns
            foreach (var part in closed)
                part.IsOpen = true;
        }
    }

    /// <summary>A table of its own while it is made.</summary>
    private sealed class Part(IEndpointRouteBuilder app, string[] roots, Action<IEndpointRouteBuilder> map) : IEndpointRouteBuilder
    {
        private volatile bool _isOpen;

        public bool IsOpen
        {
            get => _isOpen;
            set => _isOpen = value;
        }

        public IReadOnlyList<Endpoint> Made { get; private set; } = [];

        public IServiceProvider ServiceProvider => app.ServiceProvider;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => app.CreateApplicationBuilder();

        public bool CouldTake(PathString path)
        {
            foreach (var root in roots)
            {
                if (path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }

        public void Make()
        {
            map(this);
            Made = [.. DataSources.SelectMany(source => source.Endpoints)];
        }
    }
}
