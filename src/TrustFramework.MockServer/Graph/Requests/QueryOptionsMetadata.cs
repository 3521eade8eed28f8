using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>The kind of resource that a request reads, which determines the query options.</summary>
internal enum QuerySubject
{
    Collection,

    /// <summary>The number of a collection's entities.</summary>
    Count,

    Entity,
}

/// <summary>Route metadata: the operation supports query options.</summary>
/// <param name="Type">The type of the requested entities.</param>
internal sealed record QueryOptionsMetadata(StructuredType Type, QuerySubject Subject)
{
    /// <summary>Names without the dollar sign. <c>search</c> is among those of a collection because it has an error of its own.</summary>
    public IReadOnlyList<string> AllowedOptions => Subject switch
    {
        QuerySubject.Collection => ["select", "expand", "filter", "orderby", "top", "skip", "count", "skiptoken", "search"],
        QuerySubject.Count => ["filter", "search"],
        _ => ["select", "expand"],
    };
}
