using TrustFramework.MockServer.DirectoryObjects.Applications;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Applications;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.Control.Seeding;

/// <summary>Reads the users and applications of a seed. Errors name the file, the position and the member.</summary>
internal sealed class SeedItemReader(UserReader users, IRandomSource random, RefusalMapper refusals)
{
    /// <param name="source">The name of the list in error messages.</param>
    public Result<IReadOnlyList<SeedItem<UserChanges>>, string> ReadUsers(IReadOnlyList<UserRequest?> list, string source) => list.Count > UserRepository.MaxUsers
        ? TooMany(source, list.Count, UserRepository.MaxUsers)
        : ReadAll(list, source, user => users.Read(user, isSeed: true));

    /// <param name="source">The name of the list in error messages.</param>
    public Result<IReadOnlyList<SeedItem<Application>>, string> ReadApplications(IReadOnlyList<ApplicationRequest?> list, string source) => list.Count > ApplicationRepository.MaxApplications
        ? TooMany(source, list.Count, ApplicationRepository.MaxApplications)
        : ReadAll(list, source, Read);

    /// <summary>What is wrong with an item, and what to write instead.</summary>
    public string Describe(string name, Refusal refusal)
    {
        var error = refusals.Map(refusal);
        return $"{name}: {error.Message}{(error.Hint is null ? "" : $" {error.Hint}")}";
    }

    private Result<Application, Refusal> Read(ApplicationRequest request)
    {
        if (request.Check(isSeed: true) is { } refusal)
            return refusal;
        var empty = new Application { Id = request.Id ?? "", AppId = request.AppId ?? "", DisplayName = "", CreatedDateTime = default };
        return request.Apply(empty) with { Secrets = [.. request.ReadSecrets(random)] };
    }

    private Result<IReadOnlyList<SeedItem<T>>, string> ReadAll<TRequest, T>(IReadOnlyList<TRequest?> list, string source, Func<TRequest, Result<T, Refusal>> read)
        where TRequest : class
    {
        var items = new List<SeedItem<T>>();
        foreach (var request in list)
        {
            var name = $"{source}[{items.Count}]";
            if (request is null)
                return $"{name} is null.";
            if (!read(request).TryGetValue(out var item, out var refusal))
                return Describe(name, refusal);
            items.Add(new SeedItem<T>(name, item));
        }

        return Result<IReadOnlyList<SeedItem<T>>, string>.Success(items);
    }

    private static string TooMany(string source, int count, int limit) => $"{source}: There are {count} objects. A tenant has at most {limit}.";
}
