#!/usr/bin/env bash
# Installs the .deb in a clean Debian root, puts it through its selftest as a user without rights, unseen and on a
# display, and removes it: sudo build/test_deb.sh DEB WORK. Needs debootstrap, Xvfb and ImageMagick here, nothing there.
set -euo pipefail
deb=$(realpath "$1") work=$(realpath -m "$2") suite=${SUITE:-bookworm} display=${DISPLAY_NUMBER:-93}
base=$work/base-$suite root=$work/root
mkdir -p "$work"
step() { echo "== $*"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
as_user() { inside setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/tester "$@"; }
lend() {
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev" && mount --make-private "$root/dev"
  mount --bind /dev/shm "$root/dev/shm"
  mount --bind /dev/pts "$root/dev/pts"
}
cleanup() {
  [ -z "${xvfb:-}" ] || kill "$xvfb" 2>/dev/null || true
  umount "$root/dev/pts" "$root/dev/shm" "$root/dev" "$root/proc" 2>/dev/null || true
}
trap cleanup EXIT

if [ ! -e "$base/etc/debian_version" ]; then
  step "A clean $suite root"
  debootstrap --variant=minbase "$suite" "$base" "${MIRROR:-http://deb.debian.org/debian}" >"$work/debootstrap.log"
fi
if grep -q " $root/" /proc/mounts; then echo "Something is still mounted in $root." && exit 1; fi
rm -rf --one-file-system "$root" && cp -a "$base" "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
lend

step "Install, with what it declares and nothing else"
cp "$deb" "$root/tmp/sft-gui.deb"
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends /tmp/sft-gui.deb >"$work/install.log"
inside dpkg -L sft-gui >"$work/files.txt"
inside mkdir -p /home/tester && inside chown 1000:1000 /home/tester
as_user sft-gui --version

step "Libraries that nothing provides (none is right)"
if inside sh -c 'find /usr/lib/sft-gui -type f \( -name "*.so*" -o -name sft-gui \) -exec ldd {} + 2>/dev/null' |
  grep "not found" | awk '{print $1}' | sort -u |
  while read -r library; do find "$root/usr/lib/sft-gui" -name "$library" | grep -q . || echo "$library"; done | grep .; then
  echo "The package lacks a dependency." && exit 1
fi

step "Selftest, unseen"
as_user env QT_QPA_PLATFORM=offscreen sft-gui --selftest /home/tester/unseen

step "Selftest on a display"
Xvfb ":$display" -screen 0 1400x900x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
xvfb=$!
sleep 2
as_user env DISPLAY=":$display" sft-gui --selftest /home/tester/seen &
selftest=$!
sleep 20 && import -display ":$display" -window root "$work/seen-from-outside.png" || true
wait "$selftest"
cp "$root/home/tester/seen/report.json" "$work/report-seen.json"
cp "$root/home/tester/unseen/report.json" "$work/report-unseen.json"

step "Remove; what is the user's stays"
inside apt-get purge -qq -y sft-gui
left=$(while read -r file; do [ -d "$root$file" ] || [ ! -e "$root$file" ] || echo "$file"; done <"$work/files.txt")
[ -z "$left" ] || { echo "These stay behind: $left" && exit 1; }
[ ! -e "$root/usr/lib/sft-gui" ] || { echo "/usr/lib/sft-gui stays behind" && exit 1; }
[ -e "$root/home/tester/seen/home" ]
step "Installed, tested and removed"
