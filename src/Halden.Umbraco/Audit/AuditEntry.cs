using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Audit;

/// <summary>
/// One line of the append-only audit trail; each line's hash covers the one before it. What must be possible to forget
/// (a name, an address) lies beside it, and the line holds only what commits to it (docs/adr/0009).
/// </summary>
internal sealed class AuditEntry
{
    /// <summary>Position in the chain, from 1.</summary>
    public long Number { get; init; }

    /// <summary>How the line is hashed, <see cref="AuditChain.HashOf"/>: 1 for the lines of the first version, else <see cref="AuditChain.Version"/>.</summary>
    public int Version { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Key of the user in Umbraco, in lines of version 1 only: their hash covers it.</summary>
    public Guid? UserKey { get; init; }

    /// <summary>Who acted, <see cref="AuditPerson.Id"/>; null for nobody. A line of version 1 got it afterwards, outside its hash.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What was done, e.g. <c>approved</c>.</summary>
    public required string Action { get; init; }

    /// <summary>By which way; null in lines of version 1.</summary>
    public AuditChannel? Channel { get; init; }

    public Guid? DocumentKey { get; init; }

    public string? PackageHash { get; init; }

    /// <summary>SHA-256 (hex) of salt and address, <see cref="AuditAddress"/>; null where no address was known.</summary>
    public string? AddressCommitment { get; init; }

    /// <summary>Comment or other detail; no personal data of citizens.</summary>
    public string? Detail { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.ToTable("Audit");
            builder.HasKey(entry => entry.Number);
            builder.Property(entry => entry.Number).ValueGeneratedNever();
            builder.Property(entry => entry.Version).HasDefaultValue(1);
            builder.HasIndex(entry => entry.DocumentKey);
            builder.HasIndex(entry => entry.PersonId);
            foreach (var property in builder.Metadata.GetProperties())
            {
                property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
            }
        }
    }
}

/// <summary>
/// A person of the trail. The id is what lines hold; it commits to the user's key by a salt, and says nothing of it once
/// key and salt are forgotten.
/// </summary>
internal sealed class AuditPerson
{
    /// <summary>The first 128 bits of the SHA-256 of salt and key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Key of the user in Umbraco; null once forgotten.</summary>
    public Guid? UserKey { get; set; }

    public byte[]? Salt { get; set; }

    /// <summary>Name as last known; for when the user is no longer in Umbraco.</summary>
    public string? Name { get; set; }

    /// <summary>When name and key were forgotten.</summary>
    public DateTimeOffset? PseudonymisedAt { get; set; }

    /// <summary>A new person.</summary>
    public static AuditPerson Of(Guid userKey)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        return new AuditPerson { Id = Commitment(salt, userKey), UserKey = userKey, Salt = salt };
    }

    /// <summary>Whether the id is of this key, as far as that is still known.</summary>
    public bool IsIntact => PseudonymisedAt is null
        ? UserKey is { } key && Salt is { } salt && Commitment(salt, key) == Id
        : UserKey is null && Salt is null && Name is null;

    private static Guid Commitment(byte[] salt, Guid userKey) => new(SHA256.HashData([.. salt, .. userKey.ToByteArray()]).AsSpan(0, 16));

    internal sealed class Configuration : IEntityTypeConfiguration<AuditPerson>
    {
        public void Configure(EntityTypeBuilder<AuditPerson> builder)
        {
            builder.ToTable("AuditPeople");
            builder.HasKey(person => person.Id);
            builder.HasIndex(person => person.UserKey).IsUnique();
        }
    }
}

/// <summary>The address that a line's commitment is of, for as long as it is kept.</summary>
internal sealed class AuditAddress
{
    /// <summary><see cref="AuditEntry.Number"/>.</summary>
    public required long Number { get; init; }

    public required string Address { get; init; }

    public required byte[] Salt { get; init; }

    public string Commitment => Convert.ToHexStringLower(SHA256.HashData([.. Salt, .. Encoding.UTF8.GetBytes(Address)]));

    public static AuditAddress Of(long number, string address) => new() { Number = number, Address = address, Salt = RandomNumberGenerator.GetBytes(32) };

    internal sealed class Configuration : IEntityTypeConfiguration<AuditAddress>
    {
        public void Configure(EntityTypeBuilder<AuditAddress> builder)
        {
            builder.ToTable("AuditAddresses");
            builder.HasKey(address => address.Number);
            builder.Property(address => address.Number).ValueGeneratedNever();
        }
    }
}

/// <summary>Where the chain ends, written with every line: without it nobody could see that the last lines are gone.</summary>
internal sealed class AuditHead
{
    public int Id { get; init; } = 1;

    /// <summary>Number of the last line.</summary>
    public required long Number { get; set; }

    /// <summary>Hash of the last line.</summary>
    public required string Hash { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AuditHead>
    {
        public void Configure(EntityTypeBuilder<AuditHead> builder)
        {
            builder.ToTable("AuditHead");
            builder.HasKey(head => head.Id);
            builder.Property(head => head.Id).ValueGeneratedNever();
        }
    }
}
