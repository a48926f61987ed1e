/** What commands answer on real systems: Ubuntu 14.04, 18.04 and 22.04 by their own formats, and a Debian 12. */

export const trusty = {
  osRelease: `NAME="Ubuntu"
VERSION="14.04.6 LTS, Trusty Tahr"
ID=ubuntu
ID_LIKE=debian
PRETTY_NAME="Ubuntu 14.04.6 LTS"
VERSION_ID="14.04"
HOME_URL="http://www.ubuntu.com/"
`,
  lsbRelease: `DISTRIB_ID=Ubuntu
DISTRIB_RELEASE=14.04
DISTRIB_CODENAME=trusty
DISTRIB_DESCRIPTION="Ubuntu 14.04.6 LTS"
`,
  df: `Filesystem     1024-blocks     Used Available Capacity Mounted on
udev               2014236        4   2014232       1% /dev
tmpfs               404836      632    404204       1% /run
/dev/sda1          9710936  3120388   6074224      34% /
none                     4        0         4       0% /sys/fs/cgroup
/dev/sda5        309637120 41287408 252614552      15% /var/eppfiles
`,
  inodes: `Filesystem       Inodes  IUsed    IFree IUse% Mounted on
udev             503559    439   503120    1% /dev
/dev/sda1        624624 121845   502779   20% /
/dev/sda5      19660800   9811 19650989    1% /var/eppfiles
`,
  ifconfig: `eth0      Link encap:Ethernet  HWaddr 00:0c:29:1f:aa:07
          inet addr:192.168.0.201  Bcast:192.168.0.255  Mask:255.255.255.0
          inet6 addr: fe80::20c:29ff:fe1f:aa07/64 Scope:Link
          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1

eth0:1    Link encap:Ethernet  HWaddr 00:0c:29:1f:aa:07
          inet addr:111.33.33.111  Bcast:111.33.33.255  Mask:255.255.255.0

lo        Link encap:Local Loopback
          inet addr:127.0.0.1  Mask:255.0.0.0
          inet6 addr: ::1/128 Scope:Host
`,
  route: `Kernel IP routing table
Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface
0.0.0.0         192.168.0.1     0.0.0.0         UG        0 0          0 eth0
192.168.0.0     0.0.0.0         255.255.255.0   U         0 0          0 eth0
`,
  ss: `State      Recv-Q Send-Q        Local Address:Port          Peer Address:Port
LISTEN     0      128                      :::22                      :::*
LISTEN     0      128                       *:22                       *:*
LISTEN     0      50                127.0.0.1:3306                     *:*
LISTEN     0      128                       *:443                      *:*
`,
  initctl: `mountall-net stop/waiting
nginx start/running, process 1304
cron start/running, process 1101
mysql start/running, process 1188
tty4 start/running, process 871
network-interface (lo) start/running
network-interface (eth0) start/running
rsyslog start/post-stop, process 440
`,
  status: ` [ + ]  cron
 [ - ]  apparmor
 [ + ]  alt-php56-fpm
 [ + ]  syslog-ng
`,
} as const;

export const bionic = {
  ipAddr: `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host
       valid_lft forever preferred_lft forever
2: ens160: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 1000
    link/ether 00:50:56:9a:1b:2c brd ff:ff:ff:ff:ff:ff
    inet 10.20.30.40/23 brd 10.20.31.255 scope global ens160
       valid_lft forever preferred_lft forever
    inet 111.33.33.111/24 scope global ens160:1
       valid_lft forever preferred_lft forever
    inet6 2001:db8::40/64 scope global
       valid_lft forever preferred_lft forever
    inet6 fe80::250:56ff:fe9a:1b2c/64 scope link
       valid_lft forever preferred_lft forever
3: veth1@if4: <BROADCAST> mtu 1500 state DOWN
    link/ether 02:42:00:00:00:01 brd ff:ff:ff:ff:ff:ff link-netnsid 0
    inet 172.17.0.1/16 scope global veth1
`,
  ipRoute: `default via 10.20.30.1 dev ens160 proto static
10.20.30.0/23 dev ens160 proto kernel scope link src 10.20.30.40
`,
  resolved: `# This file is managed by man:systemd-resolved(8). Do not edit.
nameserver 10.20.30.2
nameserver 10.20.30.3
search example.test
`,
  systemctl: `  alt-php56-fpm.service              loaded    active   running PHP 5.6 FPM
  cron.service                       loaded    active   running Regular background program processing daemon
● mysql.service                      loaded    failed   failed  MySQL Community Server
  nginx.service                      loaded    active   running A high performance web server
● plymouth.service                   not-found inactive dead    plymouth.service
  systemd-sysctl.service             loaded    active   exited  Apply Kernel Variables
`,
} as const;

export const jammy = {
  osRelease: `PRETTY_NAME="Ubuntu 22.04.4 LTS"
NAME="Ubuntu"
VERSION_ID="22.04"
ID=ubuntu
UBUNTU_CODENAME=jammy
`,
  ifconfig: `ens33: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500
        inet 10.0.0.21  netmask 255.255.255.192  broadcast 10.0.0.63
        inet6 2001:db8::21  prefixlen 64  scopeid 0x0<global>
        ether 52:54:00:12:34:56  txqueuelen 1000  (Ethernet)
        RX packets 2123  bytes 421398 (421.3 KB)

lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536
        inet 127.0.0.1  netmask 255.0.0.0
        inet6 ::1  prefixlen 128  scopeid 0x10<host>
`,
  netstat: `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State
tcp        0      0 127.0.0.53:53           0.0.0.0:*               LISTEN
tcp        0      0 0.0.0.0:443             0.0.0.0:*               LISTEN
tcp6       0      0 :::443                  :::*                    LISTEN
tcp6       0      0 ::1:6379                :::*                    LISTEN
`,
} as const;

export const bookworm = {
  df: `Filesystem              1024-blocks     Used Available Capacity Mounted on
devtmpfs                   12358300        0  12358300       0% /dev
/dev/vda                  264212084 28690428  77700484      27% /
tmpfs                         65536        0     65536       0% /tmp/small disk
`,
  ss: `State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess
LISTEN 0      511     127.105.46.2:33317      0.0.0.0:*
LISTEN 0      128             [::]:22            [::]:*
LISTEN 0      128            [::1]:631           [::]:*
`,
  meminfo: `MemTotal:       24731708 kB
MemFree:        12488096 kB
`,
  noSystemd: `System has not been booted with systemd as init system (PID 1). Can't operate.
Failed to connect to bus: Host is down
`,
} as const;
