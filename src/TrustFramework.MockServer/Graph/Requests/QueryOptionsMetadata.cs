using TrustFramework.MockServer.Graph.Model;

namespace TrustFramework.MockServer.Graph.Requests;

/// <summary>What a request asks for, as far as query options differ by it.</summary>
internal enum QuerySubject
{
    Collection,

    /// <summary>The number of a collection's entities.</summary>
    Count,

    Entity,
}

/// <summary>Route metadata: the operation takes query options.</summary>
/// <param name="Type">Of the entities that are asked for.</param>
internal sealed record QueryOptionsMetadata(StructuredType Type, QuerySubject Subject)
{
    /// <summary>Without the dollar sign. <c>search</c> is among those of a collection, and refused in its own words.</summary>
    public IReadOnlyList<string> AllowedOptions => Subject switch
    {
        QuerySubject.Collection => ["select", "expand", "filter", "orderby", "top", "skip", "count", "skiptoken", "search"],
        QuerySubject.Count => ["filter", "search"],
        _ => ["select", "expand"],
    };
}
